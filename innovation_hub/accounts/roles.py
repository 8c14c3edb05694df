"""職務名稱: how each role is called."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.office.people import Role

ROLES = {
    Role.SECTION_CHIEF: _l("課室主管"),
    Role.SECRETARIAT: _l("研考（秘書作業）"),
    Role.REVIEWER: _l("跨課室審查人"),
    Role.TASK_FORCE: _l("推動小組委員"),
    Role.HEAD: _l("機關首長"),
    Role.ADMINISTRATOR: _l("系統管理者"),
    Role.AUDITOR: _l("稽核"),
}
