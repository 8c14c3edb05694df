"""What a reader of a page sees of a form: the error summary, and what stands in a field."""

import html
import re


def errors(answer):
    """The sentences of the error summary by the field each leads to, whichever form of the page it stands in."""
    summary = answer.text.partition('<div class="errors')[2].partition("</div>")[0]
    found = re.findall(r'<a href="#([^"]*)">(.*?)</a>', summary, re.DOTALL)
    return {re.sub(r"^form\d+-", "", field): html.unescape(sentence).strip() for field, sentence in found}


def typed(answer, field):
    """What stands in a field of text of the form that came back."""
    area = re.search(rf'<textarea[^>]*name="{field}"[^>]*>(.*?)</textarea>', answer.text, re.DOTALL)
    line = re.search(rf'<input[^>]*name="{field}"[^>]*value="([^"]*)"', answer.text)
    return html.unescape((area or line)[1]).strip()
