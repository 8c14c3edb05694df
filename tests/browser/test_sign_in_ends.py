"""A sign-in that ends says so beforehand, and can be made longer without leaving the page."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from innovation_hub.kernel import clock

TYPED = "寫到一半"


def warned(site, window, minutes=4):
    """A page of somebody whose sign-in ends soon, and the dialog that says so."""
    amy = window("amy")
    site.shorten_sign_ins("amy", minutes)
    amy.goto(f"/proposals/{site.draft()}/edit")
    return amy, amy.get_by_role("dialog", name="登入快要結束了")


def test_one_button_makes_it_last_and_gives_the_focus_back(site, window):
    amy, dialog = warned(site, window)
    expect(dialog).to_contain_text("還有 4 分鐘")
    expect(dialog.get_by_role("button", name="延長登入")).to_be_focused()
    amy.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(amy.locator("[data-extended]")).to_have_text("登入已延長。")
    assert site.signed_in_until("amy") > clock.now() + timedelta(hours=11)
    amy.get_by_label("現況問題").fill(TYPED)
    assert amy.get_by_label("現況問題").input_value() == TYPED


def test_who_has_time_is_not_asked(site, window):
    _, dialog = warned(site, window, minutes=30)
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("minutes", [1, 5])
def test_without_scripts_the_same_button_stands_in_my_account(minutes, site, window):
    amy = window("amy", java_script_enabled=False)
    site.shorten_sign_ins("amy", minutes)
    amy.goto("/me")
    amy.get_by_role("main").get_by_role("button", name="延長登入").click()
    expect(amy.get_by_role("main").get_by_text("登入已延長。")).to_be_visible()
    assert site.signed_in_until("amy") > clock.now() + timedelta(hours=11)
