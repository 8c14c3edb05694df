"""服務項目: the office's catalogue of what it does for the public."""

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel.storage.session import Base, db


class ServiceItem(Base):
    """申辦項目: what it costs the applicant: working days, and how many visits, stamps and documents."""

    __tablename__ = "service_items"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"), index=True)
    steps: Mapped[int] = mapped_column(default=0)
    stamps: Mapped[int] = mapped_column(default=0)
    documents: Mapped[int] = mapped_column(default=0)
    days: Mapped[int] = mapped_column(default=0)
    visits: Mapped[int] = mapped_column(default=0)
    online: Mapped[bool] = mapped_column(default=False)


def service_items() -> list[ServiceItem]:
    """The catalogue, by section and name."""
    return list(db.session.scalars(select(ServiceItem).order_by(ServiceItem.section_id, ServiceItem.name)))
