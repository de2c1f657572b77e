"""Why a step of a feature is refused."""

from chainchief.core.faults import declare

NOT_NOW = declare(
    "DSK-442",
    why="the feature is “{state}”, and from there this step is not made",
    remedy="look at it again; somebody may have been faster",
)
NOT_YOURS = declare(
    "DSK-443",
    why="{viewer} may not take this step of this feature",
    remedy="ask the chain office or the firm, or have a role granted",
)
NOT_JUDGED = declare(
    "DSK-444",
    why="“{list}”: {finding}, and nobody judged it",
    remedy="look it up at the publisher, tick it, and write what was found; "
    "or take the list over anew and check again",
)
APPROVED_BY_WHO_PROPOSED = declare(
    "DSK-445",
    why="{person} proposed the feature, and does not approve it as well",
    remedy="have a colleague decide",
)
CHECK_TOO_OLD = declare(
    "DSK-446",
    why="the lists were checked on {day}, more than {days} days ago",
    remedy="check the lists again",
)
NO_PROOF = declare(
    "DSK-447",
    why="consent is entered on behalf of somebody, without the signed paper",
    remedy="attach the consent as it was signed",
)
NO_TITLE = declare(
    "DSK-448", why="it is empty", remedy="write it as it stands in what was published"
)
NO_LEVEL = declare(
    "DSK-449", why="“{value}” is no level of a medium", remedy="choose one that the list offers"
)
DAY_OUT_OF_ORDER = declare(
    "DSK-450",
    why="{day} is not between {first}, the day of the approval, and today ({today})",
    remedy="correct the day",
)
NO_SUBJECT = declare(
    "DSK-451", why="it is empty", remedy="write in one line what the piece is to be about"
)
NO_MERITS = declare(
    "DSK-452", why="it is empty", remedy="write what the firm or the entrepreneur achieved"
)
NOT_A_FIRM = declare(
    "DSK-453", why="no firm “{code}” is open to you", remedy="choose one that the list offers"
)
FEATURED_ALREADY = declare(
    "DSK-454",
    why="the same is proposed in {feature}, which is not ended",
    remedy="go on with that one",
)
