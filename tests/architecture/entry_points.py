"""Every entry point of the product and what it says to whom: one reviewed table, each cell tried by a real request.

A cell is the status of the answer, or `in` where a page asks to sign in first (a program is told 401). 404: there is
no such thing for her, known or not. 403: she sees the thing but may not do this. 409: not now. 422: she may, but what
was given is not right. Things stand in braces and are named in world.py: most are the author's, the `joint` ones the
author's and the reviewer's, `of_chief` is the chief's; notice, sign-in and token are the author's.
"""

ROLES = (
    "nobody",
    "employee",  # of another section
    "colleague",  # of the author's section
    "author",
    "chief",  # of the author's section
    "secretariat",
    "reviewer",  # assigned at the second tier
    "panel",  # of the task force, assigned at the third tier
    "head",
    "administrator",
    "auditor",
)

#      method path                                                 nob emp col aut chi sec rev pan hea adm aud
TABLE = """
# what machines ask
GET    /healthz                                                200 200 200 200 200 200 200 200 200 200 200
GET    /readyz                                                 200 200 200 200 200 200 200 200 200 200 200
GET    /metrics                                                200 200 200 200 200 200 200 200 200 200 200
GET    /static/hub.css                                         200 200 200 200 200 200 200 200 200 200 200
GET    /search                                                  in 200 200 200 200 200 200 200 200 200 200
GET    /hub/failures                                            in 404 404 404 404 404 404 404 404 200 200
POST   /hub/failures/review/proposal:1/retry                    in 404 404 404 404 404 404 404 404 404 404
GET    /hub/tables/policy                                       in 404 404 404 404 404 404 404 404 404 200
GET    /duties                                                  in 200 200 200 200 200 200 200 200 200 200
GET    /hub/parameters                                          in 404 404 404 404 200 404 404 404 200 200
POST   /hub/parameters/similar.threshold                        in 404 404 404 404 404 404 404 404 302 404
GET    /hub/failures/review/proposal:1/skip                     in 404 404 404 404 404 404 404 404 404 404
POST   /hub/failures/review/proposal:1/skip                     in 404 404 404 404 404 404 404 404 404 404

# accounts
GET    /sign-in                                                200 200 200 200 200 200 200 200 200 200 200
POST   /sign-in                                                422 422 422 422 422 422 422 422 422 422 422
POST   /sign-out                                                in  in  in  in  in  in  in  in  in  in  in
POST   /language                                               302 302 302 302 302 302 302 302 302 302 302
POST   /theme                                                  302 302 302 302 302 302 302 302 302 302 302
POST   /single-keys                                            302 302 302 302 302 302 302 302 302 302 302
GET    /me                                                      in 200 200 200 200 200 200 200 200 200 200
POST   /me/password                                             in 422 422 422 422 422 422 422 422 422 422
POST   /me/extend                                               in 302 302 302 302 302 302 302 302 302 302
POST   /me/tokens                                               in 302 302 302 302 302 302 302 302 302 302
POST   /me/tokens/{token}/revoke                                in 404 404 302 404 404 404 404 404 404 404
POST   /me/sign-ins/{sign_in}/end                               in 404 404 302 404 404 404 404 404 404 404
GET    /people.csv                                              in 404 404 404 404 404 404 404 404 200 200
GET    /people                                                  in 404 404 404 404 404 404 404 404 200 200

# notices
GET    /notices                                                 in 200 200 200 200 200 200 200 200 200 200
POST   /notices/read                                            in 302 302 302 302 302 302 302 302 302 302
POST   /notices/{notice}/open                                   in 404 404 302 404 404 404 404 404 404 404

# proposals
GET    /                                                        in 200 200 200 200 200 200 200 200 200 200
GET    /proposals                                               in 200 200 200 200 200 200 200 200 200 200
GET    /proposals.csv                                           in 200 200 200 200 200 200 200 200 200 200
GET    /proposals/import                                        in 404 404 404 404 200 404 404 404 200 404
POST   /proposals/import                                        in 404 404 404 404 422 404 404 404 422 404
GET    /proposals/new?key=page-1                                 in 200 200 200 200 200 200 200 200 200 404
POST   /proposals/new                                           in 302 302 302 302 302 302 302 302 302 404
POST   /proposals/new/autosave                                  in 200 200 200 200 200 200 200 200 200 404
GET    /proposals/similar/accuracy                              in 404 404 404 404 200 404 404 404 200 200
GET    /proposals/similar/accuracy/nothing.csv                  in 404 404 404 404 404 404 404 404 404 404
POST   /proposals/similar                                       in 200 200 200 200 200 200 200 200 200 200
GET    /proposals/{at_section}/similar                          in 404 200 200 200 200 404 404 200 404 200
GET    /proposals/{at_cross_section}/similar                    in 404 200 200 200 200 200 404 200 404 200
GET    /proposals/{at_section}/beside/{decided}                 in 404 404 404 200 200 404 404 404 404 404
GET    /proposals/{at_cross_section}/beside/{decided}           in 404 404 404 200 200 200 404 404 404 404
GET    /proposals/{at_cross_section}/beside/{at_section}        in 404 404 404 200 200 404 404 404 404 404
GET    /proposals/{joint}/beside/{decided}                      in 404 404 404 200 200 404 404 404 404 404
POST   /proposals/{at_cross_section}/beside/{decided}           in 404 404 404 302 302 302 404 404 404 404
GET    /proposals/{merged}                                      in 200 404 200 404 200 404 404 200 404 200
GET    /proposals/{at_section}/merge/{at_cross_section}         in 404 404 404 404 200 404 404 404 404 404
POST   /proposals/{at_section}/merge/{at_cross_section}         in 404 404 404 404 302 404 404 404 404 404
GET    /merges/{merge}                                          in 200 404 200 404 200 404 404 200 404 200
GET    /merges/{joined_merge}                                   in 200 404 200 404 200 404 404 200 404 200
POST   /merges/{merge}/answer                                   in 302 404 302 404 403 404 404 403 404 404
POST   /merges/{joined_merge}/answer                            in 409 404 409 404 403 404 404 403 404 404
POST   /merges/{merge}/settle                                   in 404 404 404 404 302 404 404 302 404 404
POST   /merges/{joined_merge}/undo                              in 404 404 404 404 302 404 404 302 404 404
GET    /proposals/{at_section}/split                            in 404 404 404 404 200 404 404 404 404 404
POST   /proposals/{at_section}/split                            in 404 404 404 404 302 404 404 404 404 404
POST   /proposals/{decided}/split                               in 404 404 404 404 409 404 404 404 404 404
GET    /proposals/{main}/split/{split}/undo                     in 404 404 404 404 200 404 404 404 404 404
POST   /proposals/{main}/split/{split}/undo                     in 404 404 404 404 302 404 404 404 404 404
POST   /proposals/{at_section}/follow                           in 404 302 302 302 302 404 404 302 404 404
POST   /proposals/{at_section}/beside/{at_cross_section}/unlink in 404 404 404 302 302 404 404 404 404 404
GET    /proposals/{draft}                                       in 404 404 200 404 404 404 404 404 404 404
GET    /proposals/{joint_draft}                                 in 404 404 200 404 404 200 404 404 404 404
GET    /proposals/{at_section}                                  in 404 200 200 200 200 404 404 200 404 200
GET    /proposals/{at_cross_section}                            in 404 200 200 200 200 404 404 200 404 200
GET    /proposals/{at_task_force}                               in 404 200 200 200 200 404 200 200 404 200
GET    /proposals/{decided}                                     in 200 200 200 200 200 200 200 200 200 200
GET    /proposals/{returned}                                    in 404 200 200 200 200 404 404 200 404 200
GET    /proposals/{not_accepted}                                in 404 200 200 200 200 404 404 200 404 200
GET    /proposals/{withdrawn}                                   in 404 200 200 200 200 404 404 200 404 200
GET    /proposals/{of_chief}                                    in 404 200 200 200 200 404 404 200 404 200
GET    /proposals/{joint}                                       in 404 200 200 200 200 200 404 200 404 200
GET    /proposals/{draft}/edit                                  in 404 404 200 404 404 404 404 404 404 404
GET    /proposals/{joint_draft}/edit                            in 404 404 200 404 404 200 404 404 404 404
GET    /proposals/{returned}/edit                               in 404 404 200 404 404 404 404 404 404 404
GET    /proposals/{at_section}/edit                             in 404 404 409 404 404 404 404 404 404 404
POST   /proposals/{draft}/edit                                  in 404 404 302 404 404 404 404 404 404 404
POST   /proposals/{joint_draft}/edit                            in 404 404 302 404 404 302 404 404 404 404
POST   /proposals/{at_section}/edit                             in 404 404 409 404 404 404 404 404 404 404
GET    /proposals/{draft}/details                               in 404 404 200 404 404 404 404 404 404 404
GET    /proposals/{at_section}/details                          in 404 404 409 404 404 404 404 404 404 404
POST   /proposals/{draft}/details                               in 404 404 302 404 404 404 404 404 404 404
POST   /proposals/{at_section}/details                          in 404 404 409 404 404 404 404 404 404 404
POST   /proposals/{draft}/autosave                              in 404 404 200 404 404 404 404 404 404 404
POST   /proposals/{at_section}/autosave                         in 404 404 409 404 404 404 404 404 404 404
POST   /proposals/{draft}/submit                                in 404 404 302 404 404 404 404 404 404 404
POST   /proposals/{joint_draft}/submit                          in 404 404 302 404 404 302 404 404 404 404
POST   /proposals/{draft}/discard                               in 404 404 302 404 404 404 404 404 404 404
POST   /proposals/{at_cross_section}/withdraw                   in 404 403 302 403 403 404 404 403 404 404
POST   /proposals/{decided}/withdraw                            in 409 409 409 409 409 409 409 409 409 404
POST   /proposals/{draft}/consent                               in 404 404 403 404 404 404 404 404 404 404
POST   /proposals/{draft}/objection                             in 404 404 403 404 404 404 404 404 404 404
POST   /proposals/{joint_draft}/leave                           in 404 404 403 404 404 302 404 404 404 404
POST   /proposals/{at_section}/proposers                        in 404 404 404 404 302 404 404 404 404 404
GET    /proposals/{at_section}/revisions/1                      in 404 200 200 200 200 404 404 200 404 200
GET    /proposals/{decided}/revisions/1                         in 200 200 200 200 200 200 200 200 200 200

# coordination
GET    /clusters                                       in 404 404 404 404 200 404 404 404 404 200
GET    /clusters.csv                                   in 404 404 404 404 200 404 404 404 404 200
GET    /coordinations                                            in 200 200 200 200 200 200 200 200 200 200
GET    /coordinations.csv                                        in 200 200 200 200 200 200 200 200 200 200
GET    /coordinations/new?proposal=3&proposal=4                  in 404 404 404 404 200 404 404 404 404 404
POST   /coordinations/new                                        in 404 404 404 404 302 404 404 404 404 404
GET    /coordinations/{meeting}                                  in 404 404 200 404 200 404 404 200 404 200
POST   /coordinations/{meeting}/write                            in 404 404 404 404 302 404 404 404 404 404
POST   /coordinations/{meeting}/autosave                         in 404 404 404 404 200 404 404 404 404 404
POST   /coordinations/{meeting}/cancel                           in 404 404 404 404 302 404 404 404 404 404

# the pre-review
GET    /reviews                                                 in 200 200 200 200 200 200 200 200 200 200
GET    /reviews.csv                                             in 200 200 200 200 200 200 200 200 200 200
GET    /reviews/{case_at_section}                               in 404 404 404 200 200 404 404 200 404 200
GET    /reviews/{case_at_cross_section}                         in 404 404 404 200 200 200 404 200 404 200
GET    /reviews/{case_at_task_force}                            in 404 404 404 200 200 200 200 200 404 200
GET    /reviews/{case_decided}                                  in 404 404 404 200 200 200 200 200 404 200
GET    /reviews/{case_returned}                                 in 404 404 404 200 200 404 404 200 404 200
GET    /reviews/{case_of_chief}                                 in 404 404 404 404 200 404 404 200 404 200
GET    /reviews/{case_joint}                                    in 404 404 404 200 200 404 404 200 404 200
GET    /reviews/{case_decided}/difference                       in 404 404 404 200 200 200 200 200 404 200
POST   /reviews/{case_at_section}/scorecard                     in 404 404 404 302 403 404 404 403 404 403
POST   /reviews/{case_at_cross_section}/scorecard               in 404 404 404 409 403 302 404 403 404 403
POST   /reviews/{case_at_task_force}/scorecard                  in 404 404 404 409 403 409 302 403 404 403
POST   /reviews/{case_of_chief}/scorecard                       in 404 404 404 404 403 404 404 403 404 403
POST   /reviews/{case_joint}/scorecard                          in 404 404 404 409 403 404 404 403 404 403
POST   /reviews/{case_at_cross_section}/scorecard/autosave      in 404 404 404 409 403 200 404 403 404 403
POST   /reviews/{case_at_section}/decision                      in 404 404 404 302 403 404 404 403 404 403
POST   /reviews/{case_at_cross_section}/decision                in 404 404 404 403 302 403 404 403 404 403
POST   /reviews/{case_at_task_force}/decision                   in 404 404 404 403 403 403 403 422 404 403
POST   /reviews/{case_decided}/decision                         in 404 404 404 409 409 409 409 409 404 409
POST   /reviews/{case_of_chief}/decision                        in 404 404 404 404 403 404 404 403 404 403
POST   /reviews/{case_at_cross_section}/recuse                  in 404 404 404 409 403 302 404 403 404 403
GET    /rulebook                                                in 200 200 200 200 200 200 200 200 200 200
GET    /rulebook/1                                              in 200 200 200 200 200 200 200 200 200 200
GET    /rulebook/amend                                          in 404 404 404 404 404 404 404 404 200 404
POST   /rulebook/amend                                          in 404 404 404 404 404 404 404 404 422 404

# the task force's board
GET    /dashboard                                               in 200 200 200 200 200 200 200 200 200 200
GET    /dashboard/live                                          in 200 200 200 200 200 200 200 200 200 200
GET    /dashboard/tables/figures.csv                            in 200 200 200 200 200 200 200 200 200 200
GET    /dashboard/figures/overdue                               in 200 200 200 200 200 200 200 200 200 200
GET    /dashboard/figures/overdue/list.csv                      in 200 200 200 200 200 200 200 200 200 200
GET    /dashboard/figures/overdue/sections.csv                  in 200 200 200 200 200 200 200 200 200 200

# programs
GET    /api/v1/openapi.json                                    200 200 200 200 200 200 200 200 200 200 200
GET    /api/v1/me                                              401 200 200 200 200 200 200 200 200 200 200
POST   /api/v1/tokens                                          401 401 401 401 401 401 401 401 401 401 401
DELETE /api/v1/tokens/current                                  401 204 204 204 204 204 204 204 204 204 204
GET    /api/v1/tables/policy                                    401 404 404 404 404 404 404 404 404 404 200
GET    /api/v1/duties                                           401 200 200 200 200 200 200 200 200 200 200
GET    /api/v1/events                                          401 404 404 404 404 404 404 404 404 404 200
GET    /api/v1/dashboard                                       401 200 200 200 200 200 200 200 200 200 200
GET    /api/v1/notices                                         401 200 200 200 200 200 200 200 200 200 200
POST   /api/v1/notices/{notice}/read                           401 404 404 200 404 404 404 404 404 404 404
GET    /api/v1/proposals                                       401 200 200 200 200 200 200 200 200 200 200
POST   /api/v1/proposals                                       401 201 201 201 201 201 201 201 201 201 404
POST   /api/v1/proposals/similar                                401 200 200 200 200 200 200 200 200 200 200
GET    /api/v1/proposals/{at_section}/similar                   401 404 200 200 200 200 404 404 200 404 200
POST   /api/v1/proposals/{at_cross_section}/judgements         401 404 404 404 201 201 201 404 404 404 404
GET    /api/v1/proposals/{at_section}/judgements               401 404 404 404 200 200 404 404 404 404 404
DELETE /api/v1/proposals/{at_section}/links/{at_cross_section} 401 404 404 404 204 204 404 404 404 404 404
GET    /api/v1/proposals/{at_section}/merges/preview           401 404 404 404 404 422 404 404 404 404 404
GET    /api/v1/proposals/{at_section}/merges                   401 200 200 200 200 200 200 200 200 200 200
POST   /api/v1/proposals/{at_section}/merges                   401 404 404 404 404 201 404 404 404 404 404
POST   /api/v1/proposals/{at_section}/splits                   401 404 404 404 404 201 404 404 404 404 404
POST   /api/v1/proposals/{main}/splits/{split}/undo            401 404 404 404 404 200 404 404 404 404 404
GET    /api/v1/merges/{merge}                                  401 200 404 200 404 200 404 404 200 404 200
POST   /api/v1/merges/{merge}/consent                          401 200 404 200 404 403 404 404 403 404 404
POST   /api/v1/merges/{merge}/objection                        401 200 404 200 404 403 404 404 403 404 404
POST   /api/v1/merges/{merge}/settlement                       401 404 404 404 404 200 404 404 200 404 404
POST   /api/v1/merges/{joined_merge}/undo                      401 404 404 404 404 200 404 404 200 404 404
POST   /api/v1/proposals/import                                401 404 404 404 404 422 404 404 404 422 404
GET    /api/v1/proposals/{draft}                               401 404 404 200 404 404 404 404 404 404 404
GET    /api/v1/proposals/{at_section}                          401 404 200 200 200 200 404 404 200 404 200
GET    /api/v1/proposals/{at_task_force}                       401 404 200 200 200 200 404 200 200 404 200
GET    /api/v1/proposals/{decided}                             401 200 200 200 200 200 200 200 200 200 200
PATCH  /api/v1/proposals/{draft}                               401 404 404 200 404 404 404 404 404 404 404
PATCH  /api/v1/proposals/{at_section}                          401 404 403 409 403 403 404 404 403 404 404
POST   /api/v1/proposals/{draft}/submit                        401 404 404 200 404 404 404 404 404 404 404
POST   /api/v1/proposals/{at_section}/withdraw                 401 404 403 200 403 403 404 404 403 404 404
POST   /api/v1/proposals/{draft}/consent                       401 404 404 403 404 404 404 404 404 404 404
POST   /api/v1/proposals/{draft}/objection                     401 404 404 403 404 404 404 404 404 404 404
POST   /api/v1/proposals/{joint_draft}/leave                   401 404 404 403 404 404 204 404 404 404 404
POST   /api/v1/proposals/{at_section}/proposers                401 404 404 404 404 201 404 404 404 404 404
GET    /api/v1/proposals/{draft}/timeline                      401 404 404 200 404 404 404 404 404 404 404
GET    /api/v1/proposals/{at_section}/timeline                 401 404 200 200 200 200 404 404 200 404 200
GET    /api/v1/reviews                                         401 200 200 200 200 200 200 200 200 200 200
GET    /api/v1/reviews/{case_at_section}                       401 404 404 404 200 200 404 404 200 404 200
GET    /api/v1/reviews/{case_at_cross_section}                 401 404 404 404 200 200 200 404 200 404 200
GET    /api/v1/reviews/{case_joint}                            401 404 404 404 200 200 404 404 200 404 200
PUT    /api/v1/reviews/{case_at_section}/scorecard             401 404 404 404 200 403 404 404 403 404 403
PUT    /api/v1/reviews/{case_at_cross_section}/scorecard       401 404 404 404 409 403 200 404 403 404 403
PUT    /api/v1/reviews/{case_joint}/scorecard                  401 404 404 404 409 403 404 404 403 404 403
POST   /api/v1/reviews/{case_at_cross_section}/scorecard/seal  401 404 404 404 409 403 422 404 403 404 403
POST   /api/v1/reviews/{case_at_section}/decision              401 404 404 404 200 403 404 404 403 404 403
GET    /api/v1/clusters                                         401 404 404 404 404 200 404 404 404 404 200
GET    /api/v1/coordinations                                    401 200 200 200 200 200 200 200 200 200 200
POST   /api/v1/coordinations                                    401 404 404 404 404 201 404 404 404 404 404
GET    /api/v1/coordinations/{meeting}                          401 404 404 200 404 200 404 404 200 404 200
PUT    /api/v1/coordinations/{meeting}/minutes                  401 404 404 404 404 200 404 404 404 404 404
POST   /api/v1/coordinations/{meeting}/conclude                 401 404 404 404 404 422 404 404 404 404 404
POST   /api/v1/coordinations/{meeting}/cancel                   401 404 404 404 404 200 404 404 404 404 404
POST   /api/v1/reviews/{case_at_cross_section}/recuse          401 404 404 404 409 403 204 404 403 404 403
"""

IDEA = {"title": "新的想法", "problem": "…", "measures": "…", "benefit": "…", "category": "other"}
RETURN = {"outcome": "return", "reason": "請補數字"}
REASON = {"reason": "利害關係"}
MEETING = {"subject": "兩件談談", "meets_on": "2035-12-31"}
MINUTES = {"minutes": "談定由民政課主責。", "outcome": "together"}
GIVEN = {
    "POST /coordinations/new": MEETING | {"proposal": ["3", "4"], "more": "amy"},
    "POST /coordinations/{meeting}/write": MINUTES | {"version": "1"},
    "POST /coordinations/{meeting}/autosave": MINUTES | {"version": "1"},
    "POST /api/v1/coordinations": MEETING | {"proposals": [3, 4], "participants": ["amy"]},
    "PUT /api/v1/coordinations/{meeting}/minutes": MINUTES,
    "POST /hub/parameters/similar.threshold": {"value": "0.4", "version": "1"},
    "POST /language": {"language": "en"},
    "POST /theme": {"theme": "dark"},
    "POST /single-keys": {"single_keys": "off"},
    "POST /me/tokens": {"name": "月報"},
    "POST /proposals/new": IDEA,
    "POST /proposals/new/autosave": {"title": "新的想法"},
    "POST /proposals/{draft}/edit": IDEA | {"version": "1"},
    "POST /proposals/{joint_draft}/edit": IDEA | {"version": "3"},
    "POST /proposals/{at_section}/edit": IDEA,
    "POST /proposals/{draft}/details": {"origin": "free", "version": "1"},
    "POST /proposals/{at_section}/details": {"origin": "free"},
    "POST /proposals/{draft}/autosave": {"title": "改了", "version": "1"},
    "POST /proposals/{at_section}/autosave": {"title": "改了"},
    "POST /proposals/{at_cross_section}/beside/{decided}": {"verdict": "not_similar"},
    "POST /api/v1/proposals/{at_cross_section}/judgements": {"other": "{decided}", "verdict": "not_similar"},
    "POST /proposals/{at_section}/merge/{at_cross_section}": REASON,
    "POST /proposals/{at_section}/split": REASON | {"title": "第二個想法"},
    "POST /proposals/{at_section}/proposers": REASON | {"login": "rev2", "share": "10"},
    "POST /api/v1/proposals/{at_section}/proposers": REASON | {"login": "rev2", "share": 10},
    "POST /proposals/{decided}/split": REASON | {"title": "第二個想法"},
    "POST /proposals/{main}/split/{split}/undo": REASON,
    "POST /api/v1/proposals/{at_section}/splits": REASON | {"title": "第二個想法"},
    "POST /api/v1/proposals/{main}/splits/{split}/undo": REASON,
    "POST /merges/{merge}/answer": {"answer": "consent"},
    "POST /merges/{joined_merge}/answer": {"answer": "consent"},
    "POST /merges/{merge}/settle": REASON | {"settle": "drop"},
    "POST /merges/{joined_merge}/undo": REASON,
    "POST /api/v1/proposals/{at_section}/merges": REASON | {"other": "{at_cross_section}"},
    "POST /api/v1/merges/{merge}/objection": REASON,
    "POST /api/v1/merges/{merge}/settlement": REASON | {"make": False},
    "POST /api/v1/merges/{joined_merge}/undo": REASON,
    "POST /reviews/{case_at_section}/decision": RETURN,
    "POST /reviews/{case_at_cross_section}/decision": RETURN,
    "POST /reviews/{case_of_chief}/decision": RETURN,
    "POST /reviews/{case_at_cross_section}/recuse": REASON,
    "POST /api/v1/tokens": {"login": "amy", "password": "not-her-password", "name": "test"},
    "POST /api/v1/proposals": IDEA,
    "PATCH /api/v1/proposals/{draft}": {"title": "改了"},
    "PATCH /api/v1/proposals/{at_section}": {"title": "改了"},
    "PUT /api/v1/reviews/{case_at_section}/scorecard": {"comment": "可行"},
    "PUT /api/v1/reviews/{case_at_cross_section}/scorecard": {"comment": "可行"},
    "PUT /api/v1/reviews/{case_joint}/scorecard": {"comment": "可行"},
    "POST /api/v1/reviews/{case_at_section}/decision": RETURN,
    "POST /api/v1/reviews/{case_at_cross_section}/recuse": REASON,
}


class Entry:
    """One row: what the entry point says to each role."""

    def __init__(self, line: str) -> None:
        self.method, self.path, *cells = line.split()
        self.says = dict(zip(ROLES, cells, strict=True))
        self.given = GIVEN.get(f"{self.method} {self.path}")

    def __repr__(self) -> str:
        return f"{self.method} {self.path}"


ENTRY_POINTS = [Entry(line) for line in TABLE.splitlines() if line and not line.startswith("#")]
