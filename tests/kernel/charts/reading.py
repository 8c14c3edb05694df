"""How a test reads a chart: as XML, for what is drawn in it."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def parsed(chart):
    return ElementTree.fromstring(str(chart.paper))


def texts(chart):
    return [element.text for element in parsed(chart).iter(f"{SVG}text")]


def hints(chart):
    return [element.text for element in parsed(chart).iter(f"{SVG}title")][1:]


def links(chart):
    return [element.get("href") for element in parsed(chart).iter(f"{SVG}a")]


def drawn(chart, name, ink):
    return [element for element in parsed(chart).iter(f"{SVG}{name}") if element.get("class") == ink]


def sizes(chart, ink, side):
    return [float(element.get(side)) for element in drawn(chart, "rect", ink)]
