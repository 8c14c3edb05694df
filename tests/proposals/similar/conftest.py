"""An index of its own for each test, on both engines."""

import uuid

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

from innovation_hub.kernel.storage.session import Base, engine_options, writing
from proposals.similar.index.index import Index
from proposals.similar.index.tables import TABLES
from tests.conftest import POSTGRES


@pytest.fixture
def sqlite_engine(tmp_path):
    url = f"sqlite:///{tmp_path}/similar.sqlite3"
    engine = create_engine(url, **engine_options(url))
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql_engine():
    if not POSTGRES:
        pytest.skip("PostgreSQL is not to be had here")
    url, schema = POSTGRES.replace("postgresql://", "postgresql+psycopg://"), f"similar_{uuid.uuid4().hex[:8]}"
    engine = create_engine(url, connect_args={"options": f"-c search_path={schema} -c lock_timeout=10000"})
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield engine
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite_engine", "postgresql_engine"])
def sessions(request):
    """Makes sessions on an empty index."""
    engine = request.getfixturevalue(request.param)
    Base.metadata.create_all(engine, TABLES)
    return sessionmaker(engine)


@pytest.fixture
def session(sessions):
    with writing(), sessions() as session:
        yield session


@pytest.fixture
def index(session):
    return Index(session)
