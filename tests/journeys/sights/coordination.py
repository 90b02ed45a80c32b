"""The pages of coordination, as rows of the sweep."""

from tests.journeys.sights.rows import Try, guest, team

ALWAYS = (team("coordination/my_tasks.html", "coordination:my_tasks"),)
FILLED = (
    guest("coordination/join.html", "coordination:join", "short of money"),
    guest("coordination/member.html", "coordination:member", "lead link"),
    guest("coordination/waiting.html", "coordination:member", "asking link"),
    guest("coordination/waiting.html", "coordination:member", "invited link"),
    guest("coordination/waiting.html", "coordination:member", "declined link"),
    guest("coordination/stop.html", "coordination:member_reminders", "lead link"),
    guest("coordination/stop.html", "coordination:stop", "stop link"),
    team("coordination/group.html", "coordination:group", "short of money"),
    team("coordination/group.html", "coordination:group", "bare"),
)
TRIED_IN_THE_FILLED_TOWN = (
    guest(
        "coordination/join.html",
        "coordination:join",
        "short of money",
        attempt=Try(route="coordination:join", words={"contact": "anna@"}),
    ),
    *(
        guest(
            "coordination/member.html",
            "coordination:member",
            "lead link",
            attempt=Try(route=f"coordination:{route}"),
        )
        for route in ("member_task", "member_new_task", "member_decide", "member_write")
    ),
    *(
        team(
            "coordination/group.html",
            "coordination:group",
            "short of money",
            attempt=Try(route=f"coordination:{route}"),
        )
        for route in ("task", "new_task", "decide", "invite", "write")
    ),
)
