"""Words of the steps of a job, as message ids: a page says them in its reader's language."""

from chainchief.intake.examining import Stage

STAGES = {
    Stage.READING: "Reading the file",
    Stage.STAGING: "Laying the rows over the ledger",
    Stage.REVIEWING: "Asking every rule",
    Stage.RETURNING: "Marking what is wrong in the workbook",
    Stage.WRITING: "Writing",
    "showing": "Putting the preview together",
    "undoing": "Undoing the batch",
}
