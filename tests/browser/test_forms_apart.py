"""Two forms on one page: a label writes into its own field."""

from playwright.sync_api import expect

from tests.browser.acts import press


def test_the_label_and_the_refusal_of_stepping_aside_lead_into_its_own_field(site, window):
    chief = window("chief.civil")
    chief.goto(f"/reviews/{site.case_of(site.submitted())}")
    chief.get_by_text("我要迴避").click()
    own = chief.get_by_role("textbox", name="迴避理由")
    chief.get_by_text("迴避理由", exact=True).click()
    expect(own).to_be_focused()
    press(chief, "登記迴避")
    chief.get_by_role("alert").get_by_role("link", name="請寫明迴避的理由").click()
    expect(own).to_be_focused()
    own.fill("與提案人有親屬關係。")
    assert chief.locator("form[action$=decision] [name=reason]").input_value() == ""


def test_each_parameter_has_a_field_of_its_own(window):
    admin = window("admin")
    admin.goto("/hub/parameters")
    for section in admin.get_by_role("main").locator("section.card").all():
        section.get_by_text("數值", exact=True).click()
        expect(section.get_by_label("數值")).to_be_focused()
