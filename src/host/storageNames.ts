/** What stands in the storage of a workspace; the entry looks there before anything else is loaded. */

/** The journal of change sets, and in it those that are landing. */
export const EDITS_FOLDER = 'edits';
export const OPEN_FOLDER = 'open';

/** What is under review; the file is there exactly as long as something is, or is yet to be told. */
export const REVIEW_FOLDER = 'review';
export const REVIEW_FILE = 'review.json';
