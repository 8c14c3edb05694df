"""瀏覽器: what a browser calls itself, in words its owner recognises."""

BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {"Windows": "Windows", "Android": "Android", "iPhone": "iPhone", "iPad": "iPad"}
SYSTEMS |= {"Mac OS X": "macOS", "Linux": "Linux"}


def recognised(agent: str) -> str:
    """As `Firefox, Windows`; the order of the tables matters, since browsers also name those they resemble."""
    found = [next((name for sign, name in table.items() if sign in agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or agent
