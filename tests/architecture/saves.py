"""Every address that changes something, and how it keeps one save from overwriting another that it has not seen.

`form`: the page's form names the version it was filled from; a stale one, or none, answers 409 with both texts.
`tag`: a program names it in If-Match; 428 without, 412 with a stale one and what stands there now.
`may`: a move or a judgement; its stage guards it, and If-Match is asked where a program sends it.
`adds`: nothing is replaced, something new is made. `move`: only a stage changes, once. `own`: a switch of her own.
"""

TABLE = """
# what replaces what stands there
form  POST   /proposals/<int:id>/edit
form  POST   /proposals/<int:id>/details
form  POST   /proposals/<int:id>/autosave
form  POST   /proposals/<int:id>/beside/<int:other>
form  POST   /coordinations/<int:id>/<any(write, conclude):action>
form  POST   /coordinations/<int:id>/autosave
form  POST   /reviews/<int:id>/scorecard
form  POST   /reviews/<int:id>/scorecard/autosave
form  POST   /rulebook/amend
form  POST   /hub/parameters/<key>
tag   PATCH  /api/v1/proposals/<int:id>
tag   PUT    /api/v1/coordinations/<int:id>/minutes
tag   PUT    /api/v1/reviews/<int:id>/scorecard

# moves and judgements of programs that may name the version
may   POST   /api/v1/proposals/<int:id>/submit
may   POST   /api/v1/proposals/<int:id>/withdraw
may   POST   /api/v1/proposals/<int:id>/judgements
may   POST   /api/v1/coordinations/<int:id>/conclude
may   POST   /api/v1/coordinations/<int:id>/cancel
may   POST   /api/v1/reviews/<int:id>/scorecard/seal

# moves: the stage is the version
move  POST   /proposals/<int:id>/<any(submit, withdraw, discard):action>
move  POST   /coordinations/<int:id>/cancel
move  POST   /reviews/<int:id>/decision
move  POST   /reviews/<int:id>/recuse
move  POST   /api/v1/reviews/<int:id>/decision
move  POST   /api/v1/reviews/<int:id>/recuse
move  POST   /merges/<int:id>/answer
move  POST   /merges/<int:id>/settle
move  POST   /merges/<int:id>/undo
move  POST   /api/v1/merges/<int:id>/consent
move  POST   /api/v1/merges/<int:id>/objection
move  POST   /api/v1/merges/<int:id>/settlement
move  POST   /api/v1/merges/<int:id>/undo
move  POST   /proposals/<int:id>/split/<int:into>/undo
move  POST   /api/v1/proposals/<int:id>/splits/<int:into>/undo
move  POST   /proposals/<int:id>/beside/<int:other>/unlink
move  DELETE /api/v1/proposals/<int:id>/links/<int:other>
move  POST   /proposals/<int:id>/consent
move  POST   /proposals/<int:id>/objection
move  POST   /proposals/<int:id>/leave
move  POST   /api/v1/proposals/<int:id>/consent
move  POST   /api/v1/proposals/<int:id>/objection
move  POST   /api/v1/proposals/<int:id>/leave
move  POST   /hub/failures/<subscriber>/<stream>/retry
move  POST   /hub/failures/<subscriber>/<stream>/skip

# something new is made
adds  POST   /proposals/new
adds  POST   /proposals/new/autosave
adds  POST   /proposals/import
adds  POST   /proposals/similar
adds  POST   /proposals/<int:id>/proposers
adds  POST   /proposals/<int:id>/merge/<int:other>
adds  POST   /proposals/<int:id>/split
adds  POST   /coordinations/new
adds  POST   /me/tokens
adds  POST   /sign-in
adds  POST   /api/v1/tokens
adds  POST   /api/v1/proposals
adds  POST   /api/v1/proposals/import
adds  POST   /api/v1/proposals/similar
adds  POST   /api/v1/proposals/<int:id>/proposers
adds  POST   /api/v1/proposals/<int:id>/merges
adds  POST   /api/v1/proposals/<int:id>/splits
adds  POST   /api/v1/coordinations

# a switch or a key of her own, the same however often it is pressed; a password asks for the old one
own   POST   /language
own   POST   /theme
own   POST   /single-keys
own   POST   /sign-out
own   POST   /me/password
own   POST   /me/extend
own   POST   /me/tokens/<int:id>/revoke
own   POST   /me/sign-ins/<int:id>/end
own   DELETE /api/v1/tokens/current
own   POST   /proposals/<int:id>/<any(follow, unfollow):action>
own   POST   /notices/read
own   POST   /notices/<int:id>/open
own   POST   /api/v1/notices/<int:id>/read
"""

WAYS = ("form", "tag", "may", "move", "adds", "own")
SAVES = {
    (method, rule): way
    for way, method, rule in (line.split(maxsplit=2) for line in TABLE.splitlines() if line and line[0] != "#")
}

# Of each address that replaces something: who may, where, and another text than the one that stands there.
TRIED = (
    ("author", "POST", "/proposals/{draft}/edit", {"title": "另一個名稱"}),
    ("author", "POST", "/proposals/{draft}/details", {"origin": "free", "cost": "三萬元"}),
    ("author", "POST", "/proposals/{draft}/autosave", {"title": "另一個名稱"}),
    ("secretariat", "POST", "/proposals/{at_section}/beside/{at_cross_section}", {"verdict": "not_similar"}),
    ("secretariat", "POST", "/coordinations/{meeting}/write", {"minutes": "另一份紀錄"}),
    ("secretariat", "POST", "/coordinations/{meeting}/conclude", {"minutes": "另一份紀錄", "outcome": "apart"}),
    ("secretariat", "POST", "/coordinations/{meeting}/autosave", {"minutes": "另一份紀錄"}),
    ("reviewer", "POST", "/reviews/{case_at_cross_section}/scorecard", {"comment": "另一句評語"}),
    ("reviewer", "POST", "/reviews/{case_at_cross_section}/scorecard/autosave", {"comment": "另一句評語"}),
    ("administrator", "POST", "/rulebook/amend", {"base": "1", "reason": "修訂", "days_section": "9"}),
    ("administrator", "POST", "/hub/parameters/similar.threshold", {"value": "0.77"}),
    ("author", "PATCH", "/api/v1/proposals/{draft}", {"title": "另一個名稱"}),
    ("secretariat", "PUT", "/api/v1/coordinations/{meeting}/minutes", {"minutes": "另一份紀錄"}),
    ("reviewer", "PUT", "/api/v1/reviews/{case_at_cross_section}/scorecard", {"comment": "另一句評語"}),
    ("author", "POST", "/api/v1/proposals/{draft}/submit", {}),
    ("author", "POST", "/api/v1/proposals/{at_section}/withdraw", {}),
    ("secretariat", "POST", "/api/v1/coordinations/{meeting}/conclude", {}),
    ("secretariat", "POST", "/api/v1/coordinations/{meeting}/cancel", {}),
    ("reviewer", "POST", "/api/v1/reviews/{case_at_cross_section}/scorecard/seal", {}),
    (
        "secretariat",
        "POST",
        "/api/v1/proposals/{at_section}/judgements",
        {"other": "{at_cross_section}", "verdict": "not_similar"},
    ),
)
