/** Of annotations and lines of the log. */
export const STORE_CACHE_TITLE = 'Store cache'
