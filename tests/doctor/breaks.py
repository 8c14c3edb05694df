"""How to break each invariant, and by what its rows are then known.

Things stand in braces and are named in ward.py. JSON(column, old, new) is the column with a piece of its text replaced;
FIRST(table) and LAST(table) are the least and the greatest id there; TWICE has a row of a table come twice. A break of one engine names it before the bar.
"""

from dataclasses import dataclass

#   key                      known by                            statements
TABLE = """
journal.gapless        | stream proposal:{at_section}      | UPDATE events SET sequence = 99 WHERE stream = 'proposal:{at_section}' AND sequence = 2
journal.gapless        | stream proposal:{draft}           | UPDATE events SET sequence = 0 WHERE stream = 'proposal:{draft}' AND sequence = 1
journal.head           | stream proposal:{draft}           | UPDATE streams SET sequence = 2 WHERE name = 'proposal:{draft}'
journal.head           | stream proposal:{draft}           | DELETE FROM streams WHERE name = 'proposal:{draft}'
journal.order          | sequence 2                        | UPDATE events SET position = -1 WHERE stream = 'proposal:{decided}' AND sequence = 2
journal.known          | name proposal.forgotten           | UPDATE events SET name = 'proposal.forgotten' WHERE position = 1
journal.readable       | name proposal.drafted             | UPDATE events SET body = JSON(body, 'year', 'jahr') WHERE stream = 'proposal:{draft}'
journal.readable       | version 0                         | UPDATE events SET version = 0 WHERE position = 1
journal.stream         | stream proposal:999               | UPDATE events SET stream = 'proposal:999' WHERE position = 1
journal.cause          | cause 1                           | UPDATE events SET cause = position WHERE position = 1
journal.cause          | cause 999999                      | UPDATE events SET cause = 999999 WHERE position = 1
journal.by             | by_id 99999                       | UPDATE events SET by_id = 99999 WHERE position = 1
journal.sealed         | table events, allows UPDATE       | sqlite: DROP TRIGGER events_update
journal.sealed         | table events, allows UPDATE DELETE | postgresql: DROP TRIGGER events_sealed ON events
journal.sealed         | table events, allows UPDATE DELETE | postgresql: ALTER TABLE events DISABLE TRIGGER events_sealed
progress.ahead         | stream proposal:{decided}         | UPDATE progress SET sequence = 999 WHERE subscriber = 'review' AND stream = 'proposal:{decided}'
progress.ahead         | stream proposal:999               | INSERT INTO progress VALUES ('review', 'proposal:999', 1)
progress.subscriber    | subscriber nobody                 | INSERT INTO progress VALUES ('nobody', 'proposal:{decided}', 1)
progress.subscriber    | subscriber nobody                 | INSERT INTO watermarks VALUES ('nobody', 1)
failures.position      | position 999999                   | INSERT INTO failures VALUES ('review', 'proposal:{decided}', 999999, 1, 'no', CURRENT_TIMESTAMP, NULL)
failures.subscriber    | subscriber accounts               | INSERT INTO failures SELECT 'accounts', stream, position, 1, 'no', CURRENT_TIMESTAMP, NULL FROM events WHERE position = 1
failures.subscriber    | subscriber review                 | INSERT INTO failures SELECT 'review', stream, position, 1, 'no', CURRENT_TIMESTAMP, NULL FROM events WHERE position = 1
failures.waits         | stream proposal:{decided}         | INSERT INTO failures SELECT 'review', stream, position, 1, 'no', CURRENT_TIMESTAMP, NULL FROM events WHERE stream = 'proposal:{decided}' AND sequence = 2
watermarks.end         | position 999999                   | INSERT INTO watermarks VALUES ('review', 999999)
watermarks.heard       | stream proposal:{decided}         | INSERT INTO watermarks SELECT 'review', max(position) FROM events; DELETE FROM progress WHERE subscriber = 'review' AND stream = 'proposal:{decided}'
deadlines.tellable     | stream proposal:999               | UPDATE deadlines SET stream = 'proposal:999' WHERE id = FIRST(deadlines)
deadlines.tellable     | name case.forgotten               | UPDATE deadlines SET name = 'case.forgotten' WHERE id = FIRST(deadlines)
people.roles           | role king                         | UPDATE duties SET role = 'king' WHERE id = FIRST(duties)
people.searched        | id                                | UPDATE search_texts SET folded = 'x' WHERE kind = 'employees'
answers.given          | key used-once                     | UPDATE answers SET status = 0
answers.person         | person_id 99999                   | UPDATE answers SET person_id = 99999
database.version       | database 0001                     | UPDATE alembic_version SET version_num = '0001'
database.intact        | CHECK constraint failed           | sqlite: UPDATE proposers SET share = 0 WHERE proposal_id = {draft}; PRAGMA ignore_check_constraints = OFF
database.intact        | fault ck_proposers_share          | postgresql: ALTER TABLE proposers DROP CONSTRAINT ck_proposers_share; ALTER TABLE proposers ADD CONSTRAINT ck_proposers_share CHECK (share > 0) NOT VALID
database.references    | table proposers, proposal_id {draft} | UPDATE proposers SET employee_id = 99999 WHERE proposal_id = {draft}
database.numbers       | table proposals, largest 99999    | postgresql: UPDATE proposals SET id = 99999 WHERE id = {draft}

proposals.numbered     | proposal {draft}                  | UPDATE proposals SET number = '115-9999' WHERE id = {draft}
proposals.numbered     | proposal {decided}                | UPDATE proposals SET number = NULL WHERE id = {decided}
proposals.submitted_at | proposal {decided}                | UPDATE proposals SET submitted_at = NULL WHERE id = {decided}
proposals.number       | number 115-9999                   | UPDATE proposals SET number = '115-9999' WHERE id = {decided}
proposals.number       | number 1-0001                     | UPDATE proposals SET number = '1-0001' WHERE id = {decided}
proposals.number       | number 115-1                      | UPDATE proposals SET number = '115-1' WHERE id = {decided}
proposals.shares       | proposal {draft}                  | UPDATE proposers SET share = 5000 WHERE proposal_id = {draft}
proposals.shares       | proposal {draft}                  | DELETE FROM proposers WHERE proposal_id = {draft}
proposals.lead         | proposal {draft}                  | UPDATE proposers SET rank = 1 WHERE proposal_id = {draft}
proposals.lead         | proposal {joint_draft}            | UPDATE proposers SET rank = 0 WHERE proposal_id = {joint_draft}
proposals.choices      | category bad                      | UPDATE proposals SET category = 'bad' WHERE id = {draft}
proposals.choices      | origin bad                        | UPDATE proposals SET origin = 'bad' WHERE id = {draft}
proposals.outcome      | proposal {decided}                | UPDATE proposals SET outcome = NULL WHERE id = {decided}
proposals.outcome      | proposal {at_section}             | UPDATE proposals SET outcome = 'adopt' WHERE id = {at_section}
proposals.outcome      | outcome maybe                     | UPDATE proposals SET outcome = 'maybe' WHERE id = {decided}
proposals.at_nobody    | proposal {decided}                | UPDATE proposals SET holder = 'x' WHERE id = {decided}
proposals.stage        | proposal {at_section}             | UPDATE proposals SET stage = 'returned' WHERE id = {at_section}
proposals.stage        | proposal {imported}               | UPDATE proposals SET stage = 'not_accepted' WHERE id = {imported}
proposals.kept         | stream proposal:{draft}           | DELETE FROM proposals WHERE id = {draft}
proposals.submissions  | proposal {decided}                | UPDATE proposals SET revision = 2 WHERE id = {decided}
proposals.number_told  | proposal {decided}                | UPDATE proposals SET number = '115-0099' WHERE id = {decided}
proposals.decision     | proposal {decided}                | UPDATE proposals SET outcome = 'trial' WHERE id = {decided}
proposals.decision     | proposal {not_accepted}           | UPDATE proposals SET decision = NULL WHERE id = {not_accepted}
proposals.tier         | proposal {at_cross_section}       | UPDATE proposals SET tier = 'section' WHERE id = {at_cross_section}
proposals.tier         | proposal {at_cross_section}       | UPDATE proposals SET due_on = '2030-01-01' WHERE id = {at_cross_section}
proposals.searched     | id {draft}                        | DELETE FROM search_texts WHERE kind = 'proposals' AND thing_id = {draft}
proposals.searched     | id {decided}                      | UPDATE search_texts SET folded = 'x' WHERE kind = 'proposals' AND thing_id = {decided}
revisions.rows         | proposal {decided}                | DELETE FROM revisions WHERE proposal_id = {decided}
revisions.judged       | proposal {decided}                | UPDATE proposals SET measures = 'x' WHERE id = {decided}
revisions.judged       | proposal {decided}                | UPDATE proposals SET details = '{{"risks": "x"}}' WHERE id = {decided}
revisions.told         | proposal {decided}                | UPDATE revisions SET answers = JSON(answers, '長者', '青年') WHERE proposal_id = {decided}
revisions.shares       | proposal {decided}                | UPDATE revisions SET proposers = JSON(proposers, '100', '90') WHERE proposal_id = {decided}
revisions.complete     | empty benefit                     | UPDATE revisions SET answers = JSON(answers, '每月減少四十次代寫。', ' ') WHERE proposal_id = {decided}
revisions.sealed       | table revisions                   | sqlite: DROP TRIGGER revisions_delete
revisions.sealed       | table revisions                   | postgresql: DROP TRIGGER revisions_sealed ON revisions
merges.child           | merge {joined_merge}              | UPDATE proposals SET stage = 'in_review' WHERE stage = 'merged'
merges.child           | merge None                        | UPDATE merges SET stage = 'undone' WHERE id = {joined_merge}
merges.times           | merge {joined_merge}              | UPDATE merges SET joined_at = NULL WHERE id = {joined_merge}
merges.times           | stage lost                        | UPDATE merges SET stage = 'lost' WHERE id = {joined_merge}
merges.receipts        | child_number 1-1                  | UPDATE merges SET child_number = '1-1' WHERE id = {joined_merge}
merges.into            | stage merged                      | UPDATE merges SET into_id = child_id WHERE id = {joined_merge}
merges.objection       | merge {joined_merge}              | UPDATE consents SET consents = false, reason = '' WHERE merge_id = {joined_merge}
similar.generation     | live 0                            | UPDATE similar_generations SET live = false
similar.missing        | stream proposal:{decided}         | DELETE FROM similar_texts WHERE text = {decided}
similar.stray          | proposal {draft}                  | INSERT INTO similar_texts SELECT generation, {draft}, vector FROM similar_texts WHERE text = {decided}
similar.words          | proposal {decided}                | UPDATE similar_texts SET vector = (SELECT vector FROM similar_texts WHERE text = {imported}) WHERE text = {decided}
similar.counts         | found_texts                       | UPDATE similar_generations SET texts = texts + 1
similar.counts         | found_length                      | UPDATE similar_generations SET length = length - 1
similar.frequencies    | term                              | UPDATE similar_terms SET texts = texts + 1 WHERE term = (SELECT min(term) FROM similar_terms)
similar.frequencies    | texts None                        | DELETE FROM similar_terms WHERE term = (SELECT min(term) FROM similar_terms)
similar.postings       | posted None                       | DELETE FROM similar_postings WHERE term = (SELECT min(term) FROM similar_postings)
similar.postings       | texts None                        | DELETE FROM similar_terms WHERE term = (SELECT min(term) FROM similar_terms)

cases.one              | proposal {decided}, cases 2       | TWICE cases {case_decided}
cases.stage            | case {case_at_section}            | UPDATE cases SET stage = 'returned' WHERE id = {case_at_section}
cases.tier             | case {case_at_section}            | UPDATE cases SET tier = 'task_force' WHERE id = {case_at_section}
cases.opened           | stream proposal:{at_section}      | DELETE FROM cases WHERE id = {case_at_section}
cases.facts            | case {case_at_section}            | UPDATE cases SET title = 'x' WHERE id = {case_at_section}
cases.facts            | case {case_at_section}            | UPDATE cases SET revision = 2 WHERE id = {case_at_section}
cases.authors          | case {case_joint}                 | DELETE FROM case_authors WHERE case_id = {case_joint} AND rank = 1
cases.outcome          | case {case_decided}               | UPDATE cases SET outcome = NULL WHERE id = {case_decided}
cases.outcome          | of_round adopt                    | UPDATE cases SET outcome = 'trial' WHERE id = {case_decided}
cases.decider          | case {case_at_section}            | UPDATE cases SET decider_role = NULL WHERE id = {case_at_section}
cases.searched         | id {case_at_section}              | DELETE FROM search_texts WHERE kind = 'cases' AND thing_id = {case_at_section}
dossiers.rows          | case {case_decided}               | DELETE FROM dossiers WHERE case_id = {case_decided}
dossiers.told          | case {case_decided}               | UPDATE dossiers SET answers = JSON(answers, '長者', '青年') WHERE case_id = {case_decided}
dossiers.sealed        | table dossiers                    | sqlite: DROP TRIGGER dossiers_update
dossiers.sealed        | table dossiers                    | postgresql: DROP TRIGGER dossiers_sealed ON dossiers
rounds.open            | case {case_at_section}            | UPDATE rounds SET closed_at = CURRENT_TIMESTAMP WHERE case_id = {case_at_section}
rounds.open            | case {case_decided}               | UPDATE rounds SET closed_at = NULL WHERE case_id = {case_decided} AND tier = 'task_force'
rounds.open            | case {case_at_section}            | UPDATE rounds SET tier = 'task_force' WHERE case_id = {case_at_section}
rounds.closed          | case {case_decided}               | UPDATE rounds SET outcome = NULL WHERE case_id = {case_decided} AND tier = 'task_force'
rounds.reason          | case {case_returned}              | UPDATE rounds SET reason = '  ' WHERE case_id = {case_returned}
rounds.by              | case {case_decided}               | UPDATE rounds SET by_id = NULL WHERE case_id = {case_decided}
rounds.offered         | case {case_returned}              | UPDATE rounds SET outcome = 'adopt' WHERE case_id = {case_returned}
rounds.offered         | rule weather                      | UPDATE rounds SET rule = 'weather' WHERE case_id = {case_not_accepted}
rounds.returns         | case {case_returned}              | INSERT INTO rounds (case_id, tier, revision, opened_at, due_on, closed_at, outcome) SELECT r.case_id, r.tier, 1, r.opened_at, r.due_on, r.closed_at, r.outcome FROM rounds r, (SELECT id FROM sections LIMIT 2) AS twice WHERE r.case_id = {case_returned}
rounds.told            | told                              | UPDATE rounds SET due_on = '2030-01-01' WHERE case_id = {case_at_section}
rounds.told            | case {case_at_section}            | INSERT INTO rounds (case_id, tier, revision, opened_at, due_on) SELECT case_id, 'task_force', 1, opened_at, due_on FROM rounds WHERE case_id = {case_at_section}
rounds.due             | due_on 2030-01-01                 | UPDATE rounds SET due_on = '2030-01-01' WHERE case_id = {case_at_section}
deadlines.needed       | stream proposal:{at_section}      | UPDATE cases SET stage = 'returned' WHERE id = {case_at_section}
deadlines.watch        | case {case_at_section}            | DELETE FROM deadlines WHERE stream = 'proposal:{at_section}'
assignments.own        | case {case_at_section}            | INSERT INTO case_authors SELECT case_id, reviewer_id, 1, 5, false FROM assignments WHERE case_id = {case_at_section} LIMIT 1
assignments.case       | of_round {case_at_section}        | UPDATE assignments SET case_id = {case_decided} WHERE case_id = {case_at_section}
assignments.most       | case {case_at_section}            | INSERT INTO assignments (round_id, case_id, reviewer_id) SELECT r.id, r.case_id, e.id FROM rounds r, employees e WHERE r.case_id = {case_at_section} AND e.id NOT IN (SELECT reviewer_id FROM assignments WHERE case_id = {case_at_section})
assignments.told       | case {case_at_cross_section}      | UPDATE assignments SET reviewer_id = (SELECT id FROM employees WHERE login = 'head') WHERE id = (SELECT max(id) FROM assignments WHERE case_id = {case_at_cross_section})
assignments.recusal    | case {case_at_cross_section}      | UPDATE assignments SET recusal = ' ' WHERE recused_at IS NOT NULL
assignments.recusal    | case {case_at_section}            | UPDATE assignments SET recusal = 'kin' WHERE case_id = {case_at_section}
assignments.recused    | case {case_at_section}            | UPDATE assignments SET recused_at = CURRENT_TIMESTAMP WHERE case_id = {case_at_section}
sheets.open            | case {case_at_cross_section}      | UPDATE rounds SET closed_at = CURRENT_TIMESTAMP WHERE case_id = {case_at_cross_section}
sheets.open            | case {case_at_cross_section}      | UPDATE assignments SET recused_at = CURRENT_TIMESTAMP WHERE case_id = {case_at_cross_section}
sheets.open            | case {case_decided}               | INSERT INTO sheets SELECT max(id), '{{}}', '{{}}', '', '', CURRENT_TIMESTAMP, 1 FROM assignments WHERE case_id = {case_decided}
cards.recused          | case {case_decided}               | UPDATE assignments SET recused_at = CURRENT_TIMESTAMP WHERE case_id = {case_decided}
cards.revision         | revision 9                        | UPDATE scorecards SET revision = 9 WHERE id = FIRST(scorecards)
cards.first            | first 0                           | UPDATE scorecards SET corrects = LAST(scorecards) WHERE id = FIRST(scorecards)
cards.corrections      | reason slip                       | UPDATE scorecards SET reason = 'slip' WHERE id = FIRST(scorecards)
cards.corrections      | reason None                       | UPDATE scorecards SET corrects = FIRST(scorecards) WHERE id = LAST(scorecards)
cards.corrections      | reason slip                       | UPDATE scorecards SET corrects = FIRST(scorecards), reason = 'slip' WHERE id = LAST(scorecards)
cards.total            | total 1                           | UPDATE scorecards SET total = 1 WHERE id = LAST(scorecards)
cards.total            | total 0                           | UPDATE scorecards SET total = 0 WHERE id = FIRST(scorecards)
cards.range            | 'innovation': 26                  | UPDATE scorecards SET scores = JSON(scores, '"innovation":20', '"innovation":26') WHERE id = LAST(scorecards)
cards.range            | 'fashion': 8                      | UPDATE scorecards SET scores = JSON(scores, 'diffusion', 'fashion') WHERE id = LAST(scorecards)
cards.range            | case                              | UPDATE scorecards SET checklist = JSON(checklist, 'real', 'true') WHERE id = FIRST(scorecards)
cards.advice           | recommendation maybe              | UPDATE scorecards SET recommendation = 'maybe' WHERE id = LAST(scorecards)
cards.told             | case {case_decided}               | DELETE FROM scorecards WHERE assignment_id IN (SELECT id FROM assignments WHERE case_id = {case_decided})
cards.enough           | case {case_decided}               | DELETE FROM scorecards WHERE assignment_id IN (SELECT id FROM assignments WHERE case_id = {case_decided})
cards.sealed           | table scorecards                  | sqlite: DROP TRIGGER scorecards_update
cards.sealed           | table scorecards                  | postgresql: DROP TRIGGER scorecards_sealed ON scorecards
rulebook.versions      | first 2                           | UPDATE rulebooks SET version = 2
rulebook.sum           | sum 101                           | UPDATE rulebooks SET rules = JSON(rules, '"max":30', '"max":31')
rulebook.tiers         | tier section                      | UPDATE rulebooks SET rules = JSON(rules, '"days":5', '"days":0')
rulebook.tiers         | tier task_force                   | UPDATE rulebooks SET rules = JSON(rules, '"head"', '"king"')

tracks.missing         | stream proposal:{decided}         | DELETE FROM dashboard_tracks WHERE proposal_id = {decided}
tracks.facts           | proposal {decided}                | UPDATE dashboard_tracks SET title = 'x' WHERE proposal_id = {decided}
tracks.facts           | proposal {draft}                  | UPDATE dashboard_tracks SET proposal_id = {draft} WHERE proposal_id = {decided}
tracks.stage           | proposal {decided}                | UPDATE dashboard_tracks SET stage = 'in_review' WHERE proposal_id = {decided}
tracks.position        | proposal {decided}                | UPDATE dashboard_tracks SET position = 1 WHERE proposal_id = {decided}
tracks.outcome         | proposal {decided}                | UPDATE dashboard_tracks SET outcome = 'trial' WHERE proposal_id = {decided}
tracks.outcome         | proposal {at_section}             | UPDATE dashboard_tracks SET outcome = 'trial' WHERE proposal_id = {at_section}
tracks.tier            | proposal {at_cross_section}       | UPDATE dashboard_tracks SET tier = 'section' WHERE proposal_id = {at_cross_section}
tracks.proposers       | proposal {joint}                  | DELETE FROM dashboard_proposers WHERE proposal_id = {joint}
tracks.days            | cycle_days 99                     | UPDATE dashboard_tracks SET cycle_days = 99 WHERE proposal_id = {decided}
tracks.days            | paused_days 3                     | UPDATE dashboard_tracks SET paused_days = 3 WHERE proposal_id = {at_section}
notices.founded        | kind overdue                      | UPDATE notices SET kind = 'overdue' WHERE id = FIRST(notices)
notices.founded        | position 999999                   | UPDATE notices SET position = 999999 WHERE id = FIRST(notices)
notices.told           | kind entered                      | DELETE FROM notices WHERE id = (SELECT min(id) FROM notices WHERE kind = 'entered')
notices.not_self       | notice                            | UPDATE notices SET employee_id = (SELECT by_id FROM events WHERE events.position = notices.position) WHERE id = (SELECT min(n.id) FROM notices n JOIN events e ON e.position = n.position WHERE e.by_id IS NOT NULL)
notices.page           | url /nowhere                      | UPDATE notices SET url = '/nowhere' WHERE id = FIRST(notices)
accounts.logins        | login Amy                         | UPDATE employees SET login = 'Amy' WHERE login = 'amy'
accounts.passwords     | person                            | UPDATE credentials SET password_hash = 'open sesame' WHERE employee_id = FIRST(employees)
accounts.tries         | failures 9                        | UPDATE credentials SET failures = 9 WHERE employee_id = FIRST(employees)
accounts.secrets       | sign_in                           | UPDATE sign_ins SET token_hash = 'open sesame' WHERE id = FIRST(sign_ins)
accounts.secrets       | sign_in                           | UPDATE tokens SET token_hash = 'open sesame' WHERE id = FIRST(tokens)
accounts.lives         | sign_in                           | UPDATE sign_ins SET until = '2000-01-01' WHERE id = FIRST(sign_ins)
accounts.lives         | sign_in                           | UPDATE tokens SET expires_at = '2000-01-01' WHERE id = FIRST(tokens)
"""


@dataclass(frozen=True)
class Break:
    """One row: the invariant, words its broken row is known by, and what breaks it, on one engine or on both."""

    key: str
    known_by: str
    statements: str
    engine: str = ""

    @classmethod
    def of(cls, line: str) -> "Break":
        key, known_by, statements = (part.strip() for part in line.split("|", 2))
        engine, bar, rest = statements.partition(": ")
        only = bar and engine in ("sqlite", "postgresql")
        return cls(key, known_by, rest if only else statements, engine if only else "")

    def __repr__(self) -> str:
        return self.key


BREAKS = [Break.of(line) for line in TABLE.splitlines() if line and not line.startswith("#")]
