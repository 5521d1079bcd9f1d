export const id = 273;
export const ids = [273];
export const modules = {

/***/ 7273:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  start: () => (/* binding */ start)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/host/process/backpressure.js
var backpressure = __webpack_require__(5557);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/runner/command-files.js
var command_files = __webpack_require__(4244);
// EXTERNAL MODULE: ./build/runner/annotation.js
var annotation = __webpack_require__(8666);
;// CONCATENATED MODULE: ./build/runner/masks.js
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/runner/stop-commands.js

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

// EXTERNAL MODULE: ./build/runner/workflow-commands.js
var workflow_commands = __webpack_require__(2413);
;// CONCATENATED MODULE: ./build/runner/log.js




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
        this.#message('warning', { ...place, title, message }, annotation/* BUDGET */.o);
    }
    /** How many more annotations of a kind the runner keeps. */
    left(kind) {
        return annotation/* BUDGET */.o - this.#used[kind];
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
    process.stdout.write((0,workflow_commands/* workflowCommand */.N)(...parts));
}

;// CONCATENATED MODULE: ./build/bootstrap.js





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
            page.alarm({ title: 'Nix CI', message: `${(0,errors/* explain */.W)(error)}${stack}` });
            void (0,backpressure/* exit */.NS)(1, PATIENCE);
        });
    }
    const success = await phase(env, page, cancel.signal);
    // Open connections would keep the process alive.
    return (0,backpressure/* exit */.NS)(success ? 0 : 1, cancel.signal.aborted ? PATIENCE : 10 * PATIENCE);
}
/**
 * Post is begun by a file of its own: a main that was ended at once has saved no state to tell them apart. Each loads what
 * it needs: reading our own code is half of the time to the first line.
 */
async function phase(env, page, cancel) {
    const files = new command_files/* RunnerFiles */.oe(env);
    if ((0,external_node_path_.basename)(process.argv[1] ?? '') === 'post.js') {
        const { post } = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(954), __webpack_require__.e(589), __webpack_require__.e(130), __webpack_require__.e(992)]).then(__webpack_require__.bind(__webpack_require__, 992));
        await post(env, page, files, cancel);
        return true;
    }
    const { main } = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(954), __webpack_require__.e(6), __webpack_require__.e(589), __webpack_require__.e(90)]).then(__webpack_require__.bind(__webpack_require__, 6090));
    return main({ env, page, files, cancel });
}


/***/ }),

/***/ 5557:
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

/***/ 1469:
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

/***/ 8666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ BUDGET),
/* harmony export */   z: () => (/* binding */ LONGEST)
/* harmony export */ });
/** The runner keeps ten of each kind a step and cuts messages at 4096 characters. (ExecutionContext.cs) */
const BUDGET = 10;
const LONGEST = 3900;


/***/ }),

/***/ 4244:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oe: () => (/* binding */ RunnerFiles),
/* harmony export */   xg: () => (/* binding */ parsePairs)
/* harmony export */ });
/* unused harmony export formatPairs */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9294);




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
        const files = (0,_environment_js__WEBPACK_IMPORTED_MODULE_3__/* .commandFiles */ .nt)(this.#files).filter(name => !name.endsWith('_LIST'));
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

/***/ 2413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ workflowCommand),
/* harmony export */   O: () => (/* binding */ parseSpoken)
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
const COMMAND = /^\s*::(error|warning|notice|add-mask)(?: (.*?))?::(.*)$/is;
/** Reads `::name key=value,…::data` as the runner does. (actions/runner, ActionCommand.cs) */
function parseSpoken(line) {
    const [, name = '', head = '', data = ''] = COMMAND.exec(line) ?? [];
    if (name === '')
        return undefined;
    const pairs = head.split(',').flatMap((pair) => {
        const at = pair.indexOf('=');
        if (at < 1)
            return [];
        return [[pair.slice(0, at).trim().toLowerCase(), propertyText(pair.slice(at + 1))]];
    });
    return {
        name: name.toLowerCase(),
        properties: Object.fromEntries(pairs),
        data: dataText(data),
    };
}
function dataText(text) {
    return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
function propertyText(text) {
    return dataText(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}


/***/ })

};
