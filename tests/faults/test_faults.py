"""Each fault in its short form; `make faults` does all of them at full length."""

import pytest

from tests.faults.table import SCENARIOS

SHORT = {one.name: one for one in SCENARIOS if one.short is not None}


@pytest.mark.parametrize("name", SHORT)
def test_nothing_is_lost_doubled_or_out_of_order(name, tmp_path):
    scenario = SHORT[name]
    outcome = scenario.run(tmp_path, *scenario.short)
    assert outcome.complaints(timed=False) == {}, outcome
