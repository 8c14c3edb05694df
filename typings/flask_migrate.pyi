from flask import Flask
from flask_sqlalchemy import SQLAlchemy

def upgrade(directory: str | None = None, revision: str = "head") -> None: ...

class Migrate:
    def __init__(self, app: Flask, db: SQLAlchemy, *, directory: str, render_as_batch: bool) -> None: ...
