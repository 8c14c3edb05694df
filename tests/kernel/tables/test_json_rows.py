"""JSON: an array or lines; what cannot be read is named with its line and the others are read."""

import pytest

from tests.kernel.tables.files import read

NO = ["not_an_object"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('[\n{"title": "甲"},\n{"title": "乙"}\n]\n', [(2, {"title": "甲"}), (3, {"title": "乙"})]),
        ('[{"title": "甲"}, {"title": "乙"}]', [(1, {"title": "甲"}), (2, {"title": "乙"})]),
        (
            '[\n  {\n    "title": "甲"\n  },\n  {\n    "title": "乙"\n  }\n]',
            [(2, {"title": "甲"}), (5, {"title": "乙"})],
        ),
        ('{"title": "甲"}\n\n{"title": "乙"}\n', [(1, {"title": "甲"}), (3, {"title": "乙"})]),
        ('[\n{"title": "甲",},\n{"title": "乙"}\n]', [(2, NO), (3, {"title": "乙"})]),
        ('[\n{"title": "甲"},\n{"title": "乙"}', [(2, {"title": "甲"}), (3, {"title": "乙"})]),
        ('[1]\n{"title": "乙"}', [(1, NO), (2, {"title": "乙"})]),
        ('{"title": "甲"} 多的\n{"title": "乙"}', [(1, NO), (2, {"title": "乙"})]),
        ('{"title": "甲", "title": "乙"}\n', [(1, ["two_values"])]),
        ('{"title": "甲", "提案名稱": "甲"}\n', [(1, {"title": "甲"})]),
        ('{"title": null, "problem": ["丙"]}', [(1, {"problem": ["丙"]})]),
    ],
)
def test_objects_are_read_one_after_the_other(text, rows):
    assert [(number, cells) for number, _, cells in read(text, "old.json")] == rows
