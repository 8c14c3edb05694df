"""One chart of each kind, with and without figures."""

from innovation_hub.kernel.charts import (
    Bar,
    Cell,
    Figure,
    Series,
    Step,
    bars,
    columns,
    funnel,
    heat_map,
    histogram,
    sparkline,
    trend,
)

MONTHS = [f"{month}月" for month in range(1, 13)]
RECEIVED = [9, 10, 16, 11, 7, 13, 4, 13, 6, 15, 4, 18]
REPLIED = [88.5, 91, 86, None, 79.2, 93, 95, 97, 90, 92, 94, 96]
STEPS = [
    Step("送出預審", 128, "/proposals"),
    Step("第一級 課室自審", 112, "/proposals?tier=1"),
    Step("第三級 推動小組審議", 52),
    Step("採行", 31),
]
BARS = [Bar("民政課", 31, "/sections/1"), Bar("社會課", 4, tone="bad"), Bar("經建課", None)]
FIGURES = [
    Figure("受理", "件"),
    Figure("首次回覆率", "%", "good"),
    Figure("審查天數中位數", "日"),
    Figure("逾期", "件", "bad"),
]
SECTIONS = {
    "民政課": [Cell(12, "/cases?section=1"), Cell(88.5), Cell(11), Cell(0)],
    "社會課": [Cell(28), Cell(100), Cell(23), Cell(6, "/late?section=2")],
    "秘書室": [Cell(4), Cell(None), Cell(9), Cell(3)],
}
DAYS = [3, 8, 8, 14, 15, 21, 22, 23, 60]

FULL = {
    "funnel": funnel("funnel", "提案漏斗", STEPS, "件"),
    "bars": bars("bars", "各課室提案", BARS, "件"),
    "columns": columns("columns", "每月提案", MONTHS, [Series("受理", RECEIVED), Series("結案", RECEIVED[::-1])], "件"),
    "trend": trend("trend", "首次回覆率", MONTHS, [Series("首次回覆率", REPLIED)], "%", goal=90),
    "heat_map": heat_map("heat", "課室熱圖", FIGURES, SECTIONS),
    "histogram": histogram("days", "審查天數", DAYS, limit=22),
    "sparkline": sparkline("spark", "評分分布", [Bar("1分", 0), Bar("2分", 3), Bar("3分", 8)], "人"),
}
EMPTY = {
    "funnel": funnel("funnel", "提案漏斗", [], "件"),
    "bars": bars("bars", "各課室提案", [], "件"),
    "columns": columns("columns", "每月提案", MONTHS, [], "件"),
    "trend": trend("trend", "首次回覆率", ["1月"], [Series("首次回覆率", [None])], "%", goal=90),
    "heat_map": heat_map("heat", "課室熱圖", FIGURES, {}),
    "histogram": histogram("days", "審查天數", [], limit=22),
    "sparkline": sparkline("spark", "評分分布", [], "人"),
}
