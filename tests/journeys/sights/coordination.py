"""The pages of coordination, as rows of the sweep."""

from tests.journeys.sights.rows import Try, guest, team

ALWAYS = (
    team("coordination/my_tasks.html", "coordination:my_tasks"),
    team("coordination/replies.html", "coordination:replies"),
)
FILLED = (
    team("coordination/replies.html", "coordination:replies"),
    guest("coordination/join.html", "coordination:join", "short of money"),
    guest("coordination/member.html", "coordination:member", "lead link"),
    guest("coordination/waiting.html", "coordination:member", "asking link"),
    guest("coordination/waiting.html", "coordination:member", "invited link"),
    guest("coordination/waiting.html", "coordination:member", "declined link"),
    guest("coordination/stop.html", "coordination:member_reminders", "lead link"),
    guest("coordination/stop.html", "coordination:stop", "stop link"),
    team("coordination/group.html", "coordination:group", "short of money"),
    team("coordination/group.html", "coordination:group", "bare"),
    guest("coordination/diary.html", "coordination:diary", "short of money"),
    guest("coordination/diary.html", "coordination:diary", "short of money", query="?ab=entry"),
    team("coordination/diary.html", "coordination:diary", "bare"),
    team("coordination/diary_desk.html", "coordination:team_diary", "short of money"),
    team("coordination/diary_desk.html", "coordination:team_diary", "bare"),
    guest("coordination/diary_desk.html", "coordination:member_diary", "lead link"),
    team(
        "coordination/diary_entry.html",
        "coordination:team_entry",
        "short of money",
        "waiting entry",
    ),
    team(
        "coordination/diary_entry.html", "coordination:team_entry", "short of money", "shown entry"
    ),
    guest(
        "coordination/diary_entry.html", "coordination:member_entry", "lead link", "waiting entry"
    ),
)
TRIED_IN_THE_FILLED_TOWN = (
    team(
        "coordination/reply_call.html",
        "ideas:calls",
        attempt=Try(
            route="coordination:reply_called", words={"again_on": "2020-01-01", "deed": "missed"}
        ),
    ),
    team(
        "coordination/diary_desk.html",
        "coordination:team_diary",
        "short of money",
        attempt=Try(
            route="coordination:team_diary", words={"on": "gestern", "quarter_hours": "viele"}
        ),
    ),
    team(
        "coordination/diary_desk.html",
        "coordination:team_diary",
        "short of money",
        attempt=Try(route="coordination:team_milestones"),
    ),
    team(
        "coordination/diary_desk.html",
        "coordination:team_diary",
        "short of money",
        attempt=Try(route="coordination:team_milestone"),
    ),
    *(
        guest(
            "coordination/diary_desk.html",
            "coordination:member_diary",
            "lead link",
            attempt=Try(route=f"coordination:{route}"),
        )
        for route in ("member_diary", "member_milestones", "member_milestone")
    ),
    *(
        team(
            "coordination/diary_entry.html",
            "coordination:team_entry",
            "short of money",
            "waiting entry",
            attempt=Try(route=f"coordination:{route}"),
        )
        for route in ("team_entry", "team_entry_deed")
    ),
    *(
        guest(
            "coordination/diary_entry.html",
            "coordination:member_entry",
            "lead link",
            "waiting entry",
            attempt=Try(route=f"coordination:{route}"),
        )
        for route in ("member_entry", "member_entry_deed")
    ),
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
