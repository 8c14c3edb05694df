"""規則: sentences such as `assigned & ~author` that answer for one thing and as a WHERE clause alike."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, false, not_, or_, true

from innovation_hub.kernel.office.people import Employee, Role

Person = Employee | None


class Rule:
    """Who is admitted. `admits` answers True, False, or None when that depends on a thing not at hand.

    `str` gives it as the sentence it was written as.
    """

    def __init__(
        self,
        admits: Callable[[Person, Any], bool | None],
        where: Callable[[Person, Any], ColumnElement[bool]],
        text: str = "",
    ) -> None:
        self.admits, self.where, self.text = admits, where, text

    def __str__(self) -> str:
        return self.text

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(
            lambda person, thing: _all(self.admits(person, thing), other.admits(person, thing)),
            lambda person, model: and_(self.where(person, model), other.where(person, model)),
            f"{_bracketed(self)} & {_bracketed(other)}",
        )

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(
            lambda person, thing: _any(self.admits(person, thing), other.admits(person, thing)),
            lambda person, model: or_(self.where(person, model), other.where(person, model)),
            f"{self} | {other}",
        )

    def __invert__(self) -> "Rule":
        return Rule(
            lambda person, thing: None if (found := self.admits(person, thing)) is None else not found,
            lambda person, model: not_(self.where(person, model)),
            f"~({self})" if " " in self.text else f"~{self}",
        )


def _bracketed(rule: Rule) -> str:
    return f"({rule})" if " | " in rule.text else rule.text


def _all(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _any(left: bool | None, right: bool | None) -> bool | None:
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def _of_person(test: Callable[[Person], bool], text: str) -> Rule:
    return Rule(lambda person, thing: test(person), lambda person, model: true() if test(person) else false(), text)


def holds(role: Role) -> Rule:
    """Those who hold the role."""
    return _of_person(lambda person: person is not None and person.holds(role), str(role.value))


def of_thing(name: str) -> Rule:
    """Those for whom the thing's hybrid method `name` says yes."""

    def admits(person: Person, thing: Any) -> bool | None:
        if person is None:
            return False
        return None if thing is None else bool(getattr(thing, name)(person))

    def where(person: Person, model: Any) -> ColumnElement[bool]:
        clause: ColumnElement[bool] = false() if person is None else getattr(model, name)(person)
        return clause

    return Rule(admits, where, name)


anyone = _of_person(lambda person: True, "anyone")
signed_in = _of_person(lambda person: person is not None, "signed_in")
