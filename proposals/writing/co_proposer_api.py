"""共同提案的程式介面: a co-proposer answers and leaves; the secretariat names one during the review."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from marshmallow.validate import Length

from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.etags import tag
from innovation_hub.kernel.web.guards import find, myself, requires
from innovation_hub.kernel.web.json_requests import Blueprint
from proposals.co_proposers import consents
from proposals.co_proposers.names import find_people
from proposals.models import Proposal
from proposals.writing.schemas import PercentField, Whole

api = Blueprint("co_proposers_api", __name__, description="共同提案 Co-proposers")
LONG = _l("太長了。")
Answer = tuple[Proposal, int, dict[str, str]]


class WhyNot(Schema):
    """Why she does not want to be named; may be left out."""

    reason = fields.String(load_default="", validate=Length(max=500, error=LONG))


class Addition(Schema):
    """Who is to be named during the review, with what share in percent, and why."""

    login = fields.String(required=True)
    share = PercentField(required=True)
    reason = fields.String(load_default="", validate=Length(max=500, error=LONG))


@api.post("/proposals/<int:id>/consent")
@api.response(200, Whole)
@requires("proposal.answer")
def consent(id: int) -> Answer:
    """Agrees to be a co-proposer with the share one is named with."""
    proposal = find(Proposal, id)
    consents.consent(proposal, myself())
    return _whole(proposal, 200)


@api.post("/proposals/<int:id>/objection")
@api.arguments(WhyNot)
@api.response(204)
@requires("proposal.answer")
def decline(given: dict[str, Any], id: int) -> None:
    """Does not agree: one is named no more, the share is the lead's."""
    consents.decline(find(Proposal, id), myself(), given["reason"])


@api.post("/proposals/<int:id>/leave")
@api.response(204)
@requires("proposal.leave")
def leave(id: int) -> None:
    """Takes oneself out of the co-proposers; the lead cannot."""
    consents.leave(find(Proposal, id), myself())


@api.post("/proposals/<int:id>/proposers")
@api.arguments(Addition)
@api.response(201, Whole)
@requires("proposal.add_proposer")
def add(given: dict[str, Any], id: int) -> Answer:
    """Has the secretariat name a co-proposer during the review, with a reason; she is asked like others."""
    proposal = find(Proposal, id)
    person = find_people([given["login"]], "login")[0]
    consents.add(proposal, myself(), person, given["share"], given["reason"])
    return _whole(proposal, 201)


def _whole(proposal: Proposal, status: int) -> Answer:
    db.session.flush()
    return proposal, status, tag(proposal.version)
