"""For tests of the pre-review."""

import pytest
from sqlalchemy import event

from innovation_hub.kernel.storage.session import db


@pytest.fixture
def queries():
    """How many statements a page takes."""

    def count(client, path):
        seen = []

        def note(*args):
            seen.append(args[2])

        event.listen(db.engine, "before_cursor_execute", note)
        answer = client.get(path)
        event.remove(db.engine, "before_cursor_execute", note)
        assert answer.status_code == 200
        return len(seen)

    return count
