export const id = 853;
export const ids = [853];
export const modules = {

/***/ 9874:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ Failure),
/* harmony export */   W: () => (/* binding */ explain)
/* harmony export */ });
/**
 * A failure that we foresaw: the message says what happened and where, `hint` what to do about it.
 * Everything else that is thrown is a defect of ours and is reported with its stack.
 */
class Failure extends Error {
    hint;
    constructor(message, hint, options) {
        super(message, options);
        this.name = 'Failure';
        this.hint = hint;
    }
}
/** The text for a log or an annotation: message, its causes, and the hint. */
function explain(error) {
    if (!(error instanceof Error))
        return String(error);
    const causes = [];
    for (let cause = error.cause; cause instanceof Error; cause = cause.cause) {
        if (!error.message.includes(cause.message))
            causes.push(cause.message);
    }
    const because = causes.length > 0 ? ` (${causes.join('; ')})` : '';
    const hint = error instanceof Failure ? `\n${error.hint}` : '';
    return `${error.message}${because}${hint}`;
}


/***/ }),

/***/ 3663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   El: () => (/* binding */ caughtUp),
/* harmony export */   Jm: () => (/* binding */ isBehind),
/* harmony export */   NS: () => (/* binding */ exit)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);

/** Bytes that may wait for the runner to take them before nothing more is read for it. */
const MOST = 1 << 20;
/** Whether the runner is behind with reading what we print: to a pipe Node writes without waiting. */
function isBehind() {
    return process.stdout.writableNeedDrain && process.stdout.writableLength > MOST;
}
/** Resolves when the runner has read what was printed. */
async function caughtUp() {
    while (process.stdout.writableNeedDrain)
        await (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(process.stdout, 'drain');
}
/**
 * Ends the process when what it printed has been read: process.exit drops what waits.
 * @param patience milliseconds
 */
async function exit(code, patience) {
    const late = new Promise(resolve => setTimeout(resolve, patience));
    const read = new Promise(resolve => process.stdout.write('', () => resolve()));
    await Promise.race([read, late]);
    process.exit(code);
}


/***/ }),

/***/ 6241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R1: () => (/* binding */ flakyWarnings),
/* harmony export */   WY: () => (/* binding */ timingNotices),
/* harmony export */   o3: () => (/* binding */ BUDGET),
/* harmony export */   uS: () => (/* binding */ stepErrors),
/* harmony export */   zP: () => (/* binding */ LONGEST)
/* harmony export */ });
/* unused harmony export timingText */
/* harmony import */ var _data_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4355);
/* harmony import */ var _failures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2772);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4702);



/** The runner keeps ten of each kind a step and cuts messages at 4096 characters. (ExecutionContext.cs) */
const BUDGET = 10;
const LONGEST = 3900;
/**
 * One notice a phase and step. Where there are more than `budget`, failed and then the slowest keep theirs and the last
 * notice lists the rest.
 */
function timingNotices({ phases, steps }, budget = BUDGET) {
    const all = [...phases, ...steps].toSorted((a, b) => a.start - b.start);
    if (all.length <= budget)
        return all.map(timingNotice);
    if (budget < 1)
        return [];
    const byWeight = all.toSorted((a, b) => Number((0,_data_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailed */ .WN)(b)) - Number((0,_data_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailed */ .WN)(a)) || b.seconds - a.seconds);
    const kept = new Set(byWeight.slice(0, budget - 1));
    const rest = all.filter(record => !kept.has(record));
    const list = rest.map(record => `${record.name}: ${timingText(record)}`);
    return [
        ...all.filter(record => kept.has(record)).map(timingNotice),
        { title: `${rest.length} more`, message: (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .cutMiddle */ .it)(list.join('\n'), LONGEST) },
    ];
}
/**
 * One error a check or dependency that failed, or a step where none of them explains it; what failed only because a
 * dependency did has none. The last one within the budget says how many more there are.
 */
function stepErrors({ steps }, budget = BUDGET) {
    const failed = (0,_failures_js__WEBPACK_IMPORTED_MODULE_0__/* .failuresOf */ .d)({ steps }).filter(({ allowed }) => !allowed);
    if (failed.length <= budget)
        return failed.map(failureError);
    if (budget < 1)
        return [];
    const rest = failed.slice(budget - 1);
    const names = rest.map(({ name }) => name).join('\n');
    return [
        ...failed.slice(0, budget - 1).map(failureError),
        { title: `${rest.length} more failed`, message: (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .cutMiddle */ .it)(names, LONGEST) },
    ];
}
/** One warning a step that is flaky: it passed only after it had failed. */
function flakyWarnings({ steps }, budget = BUDGET) {
    const flaky = steps.filter(step => step.flaky);
    if (flaky.length <= budget)
        return flaky.map(flakyWarning);
    if (budget < 1)
        return [];
    const rest = flaky.slice(budget - 1);
    const names = rest.map(({ name }) => name).join('\n');
    return [
        ...flaky.slice(0, budget - 1).map(flakyWarning),
        { title: `${rest.length} more are flaky`, message: (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .cutMiddle */ .it)(names, LONGEST) },
    ];
}
function flakyWarning({ name, attempts, earlier = [] }) {
    const failed = earlier.map(({ attempt, status, error }) => `Attempt ${attempt}: ${status}. ${error.message}`);
    const message = [
        `${name} passed at attempt ${attempts}, after it had failed. Its test or build is not reliable: repair it, or it will fail again.`,
        ...failed,
    ].join('\n\n');
    return {
        title: `${name}: flaky`,
        message: (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .cutMiddle */ .it)(message, LONGEST),
        ...placeOf(earlier[0]?.error),
    };
}
/** `12.3 s · success · 3 built, 41 fetched (212 MB), 2 pushed`, and why where that is not plain. */
function timingText(record) {
    const parts = [
        `${record.seconds.toFixed(1)} s`,
        record.status,
        'reason' in record ? record.reason : undefined,
        'attempts' in record ? attemptsText(record) : undefined,
        record.counts ? (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .countsText */ .WN)(record.counts) : undefined,
    ];
    return parts.filter(part => part).join(' · ');
}
function attemptsText({ flaky, attempts }) {
    if (flaky)
        return `flaky: attempt ${attempts}`;
    return attempts > 1 ? `${attempts} attempts` : undefined;
}
function timingNotice(record) {
    return { title: record.name, message: timingText(record) };
}
function failureError(item) {
    const { name, step, alsoIn = [], status, seconds, error } = item;
    const also = alsoIn.length > 0 ? [`Also in ${alsoIn.join(', ')}.`] : [];
    const took = name === step || !(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .isLong */ .x7)(seconds) ? '' : ` after ${(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .durationText */ .S5)(seconds)}`;
    return {
        title: `${name}: ${status}${took}`,
        message: (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .cutMiddle */ .it)((0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .withLines */ .Gy)(error.message, also), LONGEST),
        ...placeOf(error),
    };
}
function placeOf({ file, line, column } = {}) {
    return {
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
    };
}


/***/ }),

/***/ 4355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S3: () => (/* binding */ totalSeconds),
/* harmony export */   Vh: () => (/* binding */ isOfOtherSystem),
/* harmony export */   WN: () => (/* binding */ hasFailed),
/* harmony export */   Yx: () => (/* binding */ checkSeconds)
/* harmony export */ });
/** Whether a check is of another system than `system`: Nix evaluates these (`--all-systems`) and builds none. */
function isOfOtherSystem(name, system) {
    const of = /^checks\.([^.]+)\./.exec(name)?.[1];
    return of !== undefined && of !== system;
}
/** What a check took that a change of the project can change: not the downloads. */
function checkSeconds({ evalSeconds, buildSeconds }) {
    return evalSeconds + buildSeconds;
}
/** Seconds from the beginning of main to the end of the last thing that took place. */
function totalSeconds({ phases, steps }) {
    return [...phases, ...steps].reduce((end, one) => Math.max(end, one.start + one.seconds), 0);
}
/** Whether it failed the run: an allowed failure did not. */
function hasFailed({ status }) {
    return status === 'failure' || status === 'timeout' || status === 'cancelled';
}


/***/ }),

/***/ 2772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ dependents),
/* harmony export */   d: () => (/* binding */ failuresOf)
/* harmony export */ });
/* harmony import */ var _visible_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(474);
/* harmony import */ var _data_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4355);


/** Statuses of checks that failed by themselves. */
const OWN = ['eval-error', 'failed', 'timeout'];
/**
 * What failed, one entry a cause, in the order of the steps: the checks and dependencies of a step that failed and what
 * else went wrong in it, or the step where nothing of this explains it. What failed only because a dependency did is not
 * among them.
 */
function failuresOf({ steps }) {
    const all = steps.flatMap(step => {
        const allowed = step.status === 'allowed-failure';
        const failed = (0,_data_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailed */ .WN)(step) || allowed;
        // Where another failure was expected the step itself tells all.
        const told = failed && step.expectation !== 'missed';
        const parts = told ? [...failedChecks(step), ...failedDependencies(step)] : [];
        // A step that ran out of time is no fault of what failed before, and tells of all the rest.
        const isCut = (0,_data_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailed */ .WN)(step) && step.status !== 'failure';
        // One alone is what the step's own error tells.
        const others = parts.length > 0 || (step.otherErrors?.length ?? 0) > 1;
        const causes = told && others && !isCut ? [...parts, ...otherErrors(step)] : parts;
        const own = failed && (causes.length === 0 || isCut);
        const itself = {
            name: step.name,
            step: step.name,
            status: allowed ? 'failure' : step.status,
            seconds: step.seconds,
            error: step.error ?? { message: step.reason ?? step.status },
            sameAs: step.sameAs,
        };
        return [...causes, ...(own ? [itself] : [])].map(item => ({ ...item, allowed }));
    });
    return onceEach(all);
}
/** Several steps can build the same: what fails in the very same way in a later one is not told again. */
function onceEach(items) {
    const known = new Map();
    for (const item of items) {
        const key = keyOf(item, known);
        const first = known.get(key) ?? item;
        const alsoIn = [...(first.alsoIn ?? []), ...(first.step === item.step ? [] : [item.step])];
        known.set(key, alsoIn.length > 0 ? { ...first, alsoIn } : first);
    }
    return [...known.values()];
}
function keyOf(item, known) {
    const { name, status, error, allowed, sameAs } = item;
    const isFirst = (one) => one.step === sameAs && one.allowed === allowed;
    const told = [...known].find(([, one]) => sameAs !== undefined && isFirst(one));
    return told?.[0] ?? JSON.stringify([name, status, error, allowed]);
}
/** Checks that failed only because something else did. */
function dependents({ checks = [] }) {
    return checks.filter(({ status }) => status === 'dependency-failed');
}
/** Without an error a check's status says all there is, and the step's error the rest. */
function failedChecks({ name: step, checks = [] }) {
    const ended = checks.filter(({ status, error }) => OWN.includes(status) && error !== undefined);
    return ended
        .toSorted((a, b) => OWN.indexOf(a.status) - OWN.indexOf(b.status))
        .map(({ name, status, evalSeconds, buildSeconds, error }) => {
        const seconds = status === 'eval-error' ? evalSeconds : buildSeconds;
        return { name: (0,_visible_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(name), step, status, seconds, error: error ?? { message: status } };
    });
}
function otherErrors({ name, seconds, otherErrors = [] }) {
    return otherErrors.map(error => ({ name, step: name, status: 'failure', seconds, error }));
}
function failedDependencies({ name: step, failedDependencies: failed = [] }) {
    return failed.map(({ name, status, seconds, error }) => ({ name, step, status, seconds, error }));
}


/***/ }),

/***/ 4702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gy: () => (/* binding */ withLines),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   S5: () => (/* binding */ durationText),
/* harmony export */   WN: () => (/* binding */ countsText),
/* harmony export */   it: () => (/* binding */ cutMiddle),
/* harmony export */   pV: () => (/* binding */ bytesText),
/* harmony export */   x7: () => (/* binding */ isLong)
/* harmony export */ });
/** `0.4 s`, `12.3 s`, `2 min 03 s`, `1 h 02 min`. */
function durationText(seconds) {
    if (seconds < 59.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
    const minutes = Math.round(seconds / 60);
    return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}
/** Whether {@link durationText} shows more than `0.0 s`. */
function isLong(seconds) {
    return seconds >= 0.05;
}
/** `212 MB`: powers of 1000, three digits at most. */
function bytesText(bytes) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit++;
    }
    const digits = unit === 0 || value >= 9.95 ? 0 : 1;
    return `${value.toFixed(digits)} ${units[unit]}`;
}
/** `3 built, 41 fetched (212 MB), 2 pushed`; what is nothing or not known is left out. */
function countsText(counts) {
    const { built = 0, fetched = 0, fetchedBytes = 0, pushed = 0, pushedBytes = 0 } = counts;
    const moved = (count, what, bytes) => count === 0 ? [] : [`${count} ${what}${bytes > 0 ? ` (${bytesText(bytes)})` : ''}`];
    return [
        ...(built === 0 ? [] : [`${built} built`]),
        ...moved(fetched, 'fetched', fetchedBytes),
        ...moved(pushed, 'pushed', pushedBytes),
    ].join(', ');
}
/** `1 check`, `3 checks`. */
function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
/** Keeps the beginning, which says what happened, and the end, which has the command; says what is missing. */
function cutMiddle(text, length) {
    if (text.length <= length)
        return text;
    const head = Math.floor(length / 3);
    const tail = length - head;
    return `${text.slice(0, head)}\n… (${text.length - length} characters are left out)\n${text.slice(-tail)}`;
}
function two(count) {
    return String(count).padStart(2, '0');
}
/** A message with more lines: before the command at its end, of which they would look like a part. */
function withLines(message, lines) {
    const end = message.lastIndexOf('\nReproduce: ');
    const at = end < 0 ? message.length : end;
    return [message.slice(0, at), ...lines].join('\n') + message.slice(at);
}


/***/ }),

/***/ 9942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oe: () => (/* binding */ RunnerFiles),
/* harmony export */   xg: () => (/* binding */ parsePairs)
/* harmony export */ });
/* unused harmony export formatPairs */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _process_environment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4511);




/** The grammar of GITHUB_OUTPUT, GITHUB_ENV and GITHUB_STATE (actions/runner, FileCommandManager). */
function formatPairs(pairs) {
    return Object.entries(pairs)
        .map(([name, value]) => {
        const delimiter = `nix_ci_${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
        return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
    })
        .join('');
}
/**
 * Reads what a command wrote to a file of that grammar; the last write of a name wins.
 * @throws Error naming the line that does not fit
 */
function parsePairs(text) {
    const lines = text.split('\n');
    const pairs = {};
    for (let i = 0; i < lines.length; i++) {
        const line = lines[i] ?? '';
        if (line === '')
            continue;
        const match = /^(.+?)(=|<<)(.*)$/.exec(line);
        if (!match)
            throw new Error(`line ${i + 1} is neither NAME=VALUE nor NAME<<DELIMITER`);
        const [, name = '', sign, rest = ''] = match;
        if (sign === '=') {
            pairs[name] = rest;
            continue;
        }
        const end = lines.indexOf(rest, i + 1);
        if (rest === '' || end < 0)
            throw new Error(`the delimiter of line ${i + 1} does not come`);
        pairs[name] = lines.slice(i + 1, end).join('\n');
        i = end;
    }
    return pairs;
}
/**
 * What this step tells the runner, kept in memory and written whole: a child that found the files below RUNNER_TEMP and
 * wrote into them changes nothing.
 */
class RunnerFiles {
    outputs = {};
    /** For post. */
    state = {};
    /** Variables of later steps. */
    env = {};
    /** Folders on PATH of later steps, the first one first. */
    path = [];
    summary = '';
    #files;
    /** @param files the environment in which the runner named the files */
    constructor(files) {
        this.#files = files;
    }
    /** Replaces what the files hold; those that we have nothing to say in are emptied, but for lists, which are only read. */
    flush() {
        const texts = {
            GITHUB_OUTPUT: formatPairs(this.outputs),
            GITHUB_STATE: formatPairs(this.state),
            GITHUB_ENV: formatPairs(this.env),
            // The runner puts each line before those that came earlier.
            GITHUB_PATH: this.path
                .toReversed()
                .map(folder => `${folder}\n`)
                .join(''),
            GITHUB_STEP_SUMMARY: this.summary,
        };
        const files = (0,_process_environment_js__WEBPACK_IMPORTED_MODULE_3__/* .commandFiles */ .nt)(this.#files).filter(name => !name.endsWith('_LIST'));
        for (const name of files)
            this.#write(name, texts[name] ?? '');
    }
    #write(variable, text) {
        const file = this.#files[variable];
        if (!file)
            return;
        // A command may have cleared RUNNER_TEMP.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), { recursive: true });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(file, text);
    }
}


/***/ }),

/***/ 9853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  start: () => (/* binding */ start)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/failure.js
var failure = __webpack_require__(9874);
// EXTERNAL MODULE: ./build/process/stdout.js
var stdout = __webpack_require__(3663);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/process/fence.js

/**
 * Lets `body` write lines that a build or a test printed, so that none of them can speak to the runner
 * (`::…::`, `##[…]`): between stop-commands and its token the runner obeys only the token's line, and nobody but us
 * knows it. (actions/runner, ActionCommandManager: commands are off until `::token::`.)
 */
async function fenced(write, body) {
    let token = '';
    const close = () => {
        // A token that was used once stands in the log.
        token = (0,external_node_crypto_.randomUUID)();
        write(`::stop-commands::${token}\n`);
    };
    const open = () => write(`::${token}::\n`);
    const outside = (speak) => {
        open();
        try {
            speak();
        }
        finally {
            close();
        }
    };
    close();
    try {
        return await body({ line: text => write(`${text}\n`), outside });
    }
    finally {
        open();
    }
}

// EXTERNAL MODULE: ./build/workflow-command.js
var workflow_command = __webpack_require__(7411);
// EXTERNAL MODULE: ./build/report/annotations.js
var annotations = __webpack_require__(6241);
;// CONCATENATED MODULE: ./build/report/masks.js
/** Every mask has at least so many characters; by them it is looked up. */
const KEY = 8;
/** Characters of all masks together. */
const MOST = 1 << 20;
/** Masks with the same first characters; of more than that the rest of the line is hidden too. */
const MOST_ALIKE = 100;
const HIDDEN = '***';
/** What may not be shown, in bounded memory; a text is gone through once, whatever the number of masks. */
class Masks {
    #all = new Set();
    /** First characters -> the masks that begin so. */
    #byKey = new Map();
    #size = 0;
    #isFull = false;
    /** Takes a mask; what is shorter than 8 characters would hide too much and is none. */
    add(secret) {
        if (secret.length < KEY || this.#all.has(secret))
            return;
        this.#isFull ||= this.#size + secret.length > MOST;
        if (this.#isFull)
            return;
        this.#size += secret.length;
        this.#all.add(secret);
        const key = secret.slice(0, KEY);
        const same = this.#byKey.get(key);
        if (same)
            same.push(secret);
        else
            this.#byKey.set(key, [secret]);
    }
    /** The text without what is masked, also where masks overlap. */
    hide(text) {
        if (this.#all.size === 0)
            return text;
        const shown = [];
        let end = 0;
        for (let at = 0; at + KEY <= text.length; at++) {
            const length = this.#lengthAt(text, at);
            if (length === 0)
                continue;
            if (at > end || shown.length === 0)
                shown.push(text.slice(end, at), HIDDEN);
            end = Math.max(end, at + length);
        }
        return shown.length === 0 ? text : `${shown.join('')}${text.slice(end)}`;
    }
    /** The same of what commands and builds printed; nothing of it where there were more masks than are kept. */
    hidePrinted(text) {
        return this.#isFull && text !== '' ? HIDDEN : this.hide(text);
    }
    /** Of the longest mask that begins there. */
    #lengthAt(text, at) {
        const same = this.#byKey.get(text.slice(at, at + KEY));
        if (!same)
            return 0;
        if (same.length > MOST_ALIKE)
            return lineEnd(text, at) - at;
        return same.reduce((most, it) => (it.length > most && text.startsWith(it, at) ? it.length : most), 0);
    }
}
function lineEnd(text, at) {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
}

;// CONCATENATED MODULE: ./build/report/job-page.js




/** Of the ten notices and warnings that the runner keeps, what messages may take; the rest is for timings. */
const MESSAGES = 4;
/** Of what concerns no step; such a message says all by itself. */
const OWN_TITLE = 'Nix CI';
/** Speaks to the runner: log lines, groups, annotations within their budget. */
class JobPage {
    #used = { notice: 0, warning: 0, error: 0 };
    #afterFence = [];
    #masks = new Masks();
    #fence;
    /** What it says may come from the repository: it must not read as a command. */
    info(line) {
        const text = this.#masks
            .hide(line)
            .replace(/[\r\n]+/g, ' ')
            .replace(/^(\s*):(?=:)/, '$1: ')
            .replaceAll('##[', '# #[');
        process.stdout.write(`${text}\n`);
    }
    debug(line) {
        if (!this.#fence)
            command('debug', this.#masks.hide(line));
    }
    notice(message, title = OWN_TITLE, place) {
        this.#message('notice', { ...place, title, message }, MESSAGES);
    }
    warning(message, title = OWN_TITLE, place) {
        this.#message('warning', { ...place, title, message }, annotations/* BUDGET */.o3);
    }
    /** How many more annotations of a kind the runner keeps. */
    left(kind) {
        return annotations/* BUDGET */.o3 - this.#used[kind];
    }
    annotate(kind, annotation) {
        const { file, line, column, endLine, endColumn } = annotation;
        const title = this.#masks.hide(annotation.title);
        const message = this.#masks.hide(annotation.message);
        this.#used[kind]++;
        this.#tell(() => {
            // The runner's log shows an annotation without its title.
            if (!title.startsWith(OWN_TITLE) && !message.startsWith(title))
                this.info(title);
            command(kind, message, {
                title,
                file,
                line,
                endLine,
                col: column,
                endColumn,
            });
        });
    }
    /** Tells at once, also within the fence, of what ends the process. */
    alarm(annotation) {
        const speak = () => this.annotate('error', annotation);
        const fence = this.#fence;
        this.#fence = undefined;
        if (fence)
            fence.outside(speak);
        else
            speak();
        this.#fence = fence;
    }
    /**
     * Hides it from now on in all that is told and printed here, also within a fence.
     * @param everywhere the runner too hides it, in the log of the whole job
     */
    mask(secret, everywhere) {
        this.#masks.add(secret);
        if (!everywhere)
            return;
        const speak = () => command('add-mask', secret);
        if (this.#fence)
            this.#fence.outside(speak);
        else
            speak();
    }
    /** Hides in a text that commands or builds printed what {@link mask} was told. */
    hide(text) {
        return this.#masks.hidePrinted(text);
    }
    /** Within the fence the runner obeys nobody, us neither: what is annotated there is told after it. */
    async fenced(body) {
        try {
            return await fenced(text => process.stdout.write(text), fence => {
                this.#fence = fence;
                return body(text => fence.line(this.hide(text)));
            });
        }
        finally {
            this.#fence = undefined;
            for (const tell of this.#afterFence.splice(0))
                tell();
        }
    }
    startGroup(title) {
        command('group', this.#masks.hide(title));
    }
    endGroup() {
        command('endgroup');
    }
    #tell(command) {
        if (this.#fence)
            this.#afterFence.push(command);
        else
            command();
    }
    /** What does not fit into the budget is still told in the log. */
    #message(kind, annotation, budget) {
        if (this.#used[kind] < budget)
            this.annotate(kind, annotation);
        else
            this.info(`${kind}: ${annotation.title}: ${annotation.message}`);
    }
}
function command(...parts) {
    process.stdout.write((0,workflow_command/* workflowCommand */.N)(...parts));
}

// EXTERNAL MODULE: ./build/runner-files.js
var runner_files = __webpack_require__(9942);
;// CONCATENATED MODULE: ./build/start.js





/** Milliseconds that the runner may take to read our last words. */
const PATIENCE = 2000;
/**
 * Decides which phase this process is, runs it and ends the process.
 * @param env the whole environment that the runner gave
 */
async function start(env) {
    // Node's and undici's warnings are for developers ("… is experimental"), not for the log of a job.
    process.removeAllListeners('warning');
    const page = new JobPage();
    const cancel = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => cancel.abort(new Error(`got ${signal}`)));
    }
    for (const event of ['uncaughtException', 'unhandledRejection']) {
        process.on(event, (error) => {
            const stack = error instanceof Error ? `\n${error.stack}` : '';
            page.alarm({ title: 'Nix CI', message: `${(0,failure/* explain */.W)(error)}${stack}` });
            void (0,stdout/* exit */.NS)(1, PATIENCE);
        });
    }
    const success = await phase(env, page, cancel.signal);
    // Open connections would keep the process alive.
    return (0,stdout/* exit */.NS)(success ? 0 : 1, cancel.signal.aborted ? PATIENCE : 10 * PATIENCE);
}
/**
 * Post is begun by a file of its own: a main that was ended at once has saved no state to tell them apart. Each loads what
 * it needs: reading our own code is half of the time to the first line.
 */
async function phase(env, page, cancel) {
    const files = new runner_files/* RunnerFiles */.oe(env);
    if ((0,external_node_path_.basename)(process.argv[1] ?? '') === 'post.js') {
        const { post } = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(954), __webpack_require__.e(821), __webpack_require__.e(796), __webpack_require__.e(947)]).then(__webpack_require__.bind(__webpack_require__, 4947));
        await post(env, page, files, cancel);
        return true;
    }
    const { main } = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(954), __webpack_require__.e(6), __webpack_require__.e(821), __webpack_require__.e(570)]).then(__webpack_require__.bind(__webpack_require__, 1570));
    return main({ env, page, files, cancel });
}


/***/ }),

/***/ 474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FN: () => (/* binding */ hasUnseen),
/* harmony export */   Q6: () => (/* binding */ visibleText),
/* harmony export */   RK: () => (/* binding */ visible)
/* harmony export */ });
/** Characters that a reader would not see, or see in another order than they are written. */
const UNSEEN = /[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const NAMED = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** A name of others on one line, with what cannot be seen in it written as an escape: `\n`, `\u001b`. */
function visible(name) {
    return name.replace(UNSEEN, char => NAMED[char] ?? escapeOf(char));
}
/** A text of others: its lines stay, and the colours that Nix gives it if `isColoured`. */
function visibleText(text, isColoured = false) {
    const seen = (part) => part.replace(UNSEEN, char => (char === '\n' || char === '\t' ? char : visible(char)));
    if (!isColoured)
        return seen(text);
    return text
        .split(/(\x1b\[[\d;]*m)/)
        .map((part, at) => (at % 2 === 1 ? part : seen(part)))
        .join('');
}
/** Whether something in a word cannot be seen; ends of lines can. */
function hasUnseen(word) {
    return visibleText(word) !== word;
}
function escapeOf(char) {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}


/***/ }),

/***/ 7411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ workflowCommand)
/* harmony export */ });
/**
 * A line that the runner obeys: `::name key=value,key=value::message`. (actions/runner, ActionCommandManager) By hand,
 * because `@actions/core` loads an HTTP client at its start, which takes longer than all the rest of ours.
 * @param properties those that are undefined or empty are left out
 */
function workflowCommand(name, message = '', properties = {}) {
    const pairs = Object.entries(properties)
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
    return `::${name}${pairs.length > 0 ? ` ${pairs.join(',')}` : ''}::${escapeData(message)}\n`;
}
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function escapeProperty(text) {
    return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}


/***/ })

};
