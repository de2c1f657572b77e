"""What is recorded at the doors."""

from enum import StrEnum

from chainchief.core.i18n import _


class EventKind(StrEnum):
    """Codes of events; `label` is what the audit administrator reads."""

    LOGGED_IN = "logged-in"
    PASSWORD_SHOWN = "password-shown"  # noqa: S105 - a kind of event
    LOG_IN_FAILED = "log-in-failed"
    LOCKED = "locked"
    LOGGED_OUT = "logged-out"
    SESSION_OVER = "session-over"
    SESSION_ENDED = "session-ended"
    SECOND_FACTOR_SET = "second-factor-set"
    SECOND_FACTOR_FAILED = "second-factor-failed"
    SECOND_FACTOR_REMOVED = "second-factor-removed"
    SECOND_FACTOR_KEY = "second-factor-key"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - a kind of event
    RESET_REQUESTED = "reset-asked"
    RESET_DONE = "reset-done"
    ACCOUNT_CREATED = "account-created"
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    ACCOUNT_CHANGED = "account-changed"
    CERTIFICATE_PROPOSED = "certificate-proposed"
    CERTIFICATE_SET = "certificate-set"
    CERTIFICATE_REFUSED = "certificate-refused"
    CERTIFICATE_WITHDRAWN = "certificate-withdrawn"
    GRANT_PROPOSED = "grant-proposed"
    GRANT_APPROVED = "grant-approved"
    GRANT_REFUSED = "grant-refused"
    GRANT_REVOKED = "grant-revoked"
    ALONE = "done-alone"
    VIEWED_AS = "looked-as"
    REFUSED = "refused"
    EXPORTED = "exported"
    AUDIT_EXPORTED = "audit-exported"
    VERIFIED = "verified"

    @property
    def label(self) -> str:
        return _(_LABELS[self])


_LABELS = {
    EventKind.LOGGED_IN: "logged in",
    EventKind.PASSWORD_SHOWN: "password right, second factor due",
    EventKind.LOG_IN_FAILED: "log-in failed",
    EventKind.LOCKED: "log-in locked",
    EventKind.LOGGED_OUT: "logged out",
    EventKind.SESSION_OVER: "session over",
    EventKind.SESSION_ENDED: "session ended",
    EventKind.SECOND_FACTOR_SET: "second factor set up",
    EventKind.SECOND_FACTOR_FAILED: "second factor failed",
    EventKind.SECOND_FACTOR_REMOVED: "second factor removed",
    EventKind.SECOND_FACTOR_KEY: "secrets of second factors under a new key",
    EventKind.PASSWORD_CHANGED: "password changed",
    EventKind.RESET_REQUESTED: "reset of a password asked for",
    EventKind.RESET_DONE: "password reset",
    EventKind.ACCOUNT_CREATED: "account made",
    EventKind.ACCOUNT_DISABLED: "account disabled",
    EventKind.ACCOUNT_ENABLED: "account enabled",
    EventKind.ACCOUNT_CHANGED: "account changed",
    EventKind.CERTIFICATE_PROPOSED: "certificate proposed",
    EventKind.CERTIFICATE_SET: "certificate entered",
    EventKind.CERTIFICATE_REFUSED: "certificate refused",
    EventKind.CERTIFICATE_WITHDRAWN: "certificate withdrawn",
    EventKind.GRANT_PROPOSED: "grant proposed",
    EventKind.GRANT_APPROVED: "grant approved",
    EventKind.GRANT_REFUSED: "grant refused",
    EventKind.GRANT_REVOKED: "grant revoked",
    EventKind.ALONE: "done by one person alone",
    EventKind.VIEWED_AS: "looked as another",
    EventKind.REFUSED: "access refused",
    EventKind.EXPORTED: "exported",
    EventKind.AUDIT_EXPORTED: "log exported",
    EventKind.VERIFIED: "log verified",
}
