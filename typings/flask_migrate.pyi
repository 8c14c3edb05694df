from flask import Flask
from flask_sqlalchemy import SQLAlchemy

class Migrate:
    def __init__(self, app: Flask, db: SQLAlchemy, *, directory: str, render_as_batch: bool) -> None: ...
