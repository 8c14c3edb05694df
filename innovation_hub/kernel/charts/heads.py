"""欄名: what stands over the columns of a map, in lines, or upwards where a word would have to be broken."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from innovation_hub.kernel.charts.chart import Canvas
from innovation_hub.kernel.charts.svg import text
from innovation_hub.kernel.charts.words import headed, width, wrap
from innovation_hub.kernel.text.language import unit_of

LETTERS = re.compile("[A-Za-z]+")


@dataclass(frozen=True)
class Heads:
    """The words of each column as lines; `turned` when they are read upwards."""

    canvas: Canvas
    lines: Sequence[Sequence[str]]
    turned: bool

    @property
    def leading(self) -> float:
        """The height of a line."""
        return self.canvas.small * 1.35

    @property
    def height(self) -> float:
        """The height of the highest."""
        if self.turned:
            return max(width(line) for (line,) in self.lines) * self.canvas.small
        return max(map(len, self.lines)) * self.leading

    def over(self, column: int, x: float, bottom: float) -> Iterator[Markup]:
        """Write the words of a column around `x`, down to `bottom`."""
        lines, small = self.lines[column], self.canvas.small
        if self.turned:
            turn = f"rotate(-90 {x:.1f} {bottom:.1f})"
            yield text(x, bottom, lines[0], "chart-soft", font_size=small, transform=turn)
            return
        for index, words in enumerate(reversed(lines)):
            y = bottom - self.leading * (index + 0.5)
            yield text(x, y, words, "chart-soft", font_size=small, text_anchor="middle")


def heads(canvas: Canvas, names: Sequence[tuple[str, str]], room: float) -> Heads:
    """Lay out labels and units in columns of `room` ems; a percent sign stands with the figures instead."""
    named = [(label, "" if unit == "%" else unit) for label, unit in names]
    upwards = [headed(label, unit) for label, unit in named]
    if any(width(word) > room for words in upwards for word in LETTERS.findall(words)):
        return Heads(canvas, [[words] for words in upwards], turned=True)
    return Heads(canvas, [wrap(label, room) + ([unit_of(unit)] if unit else []) for label, unit in named], turned=False)
