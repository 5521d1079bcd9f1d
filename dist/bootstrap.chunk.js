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
// EXTERNAL MODULE: ./build/runner/command-files.js + 1 modules
var command_files = __webpack_require__(8678);
// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(6805);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
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
async function withStopCommands(write, body) {
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

;// CONCATENATED MODULE: ./build/runner/log.js





/** Of the ten notices and warnings that the runner keeps, what messages may take; the rest is for timings. */
const MESSAGES = 4;
/** Of what concerns no step; such a message says all by itself. */
const OWN_TITLE = 'Nix CI';
const ANNOTATE = { notice: core/* notice */.lm, warning: core/* warning */.$e, error: core/* error */.z3 };
/** Speaks to the runner: log lines, groups, annotations within their budget. */
class RunnerLog {
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
        core/* info */.pq(text);
    }
    debug(line) {
        if (!this.#fence)
            core/* debug */.Yz(this.#masks.hide(line));
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
        const { line, column, ...place } = annotation;
        const title = this.#masks.hide(annotation.title);
        const message = this.#masks.hide(annotation.message);
        const properties = {
            ...place,
            title,
            ...(0,object/* defined */.s)({ startLine: line, startColumn: column }),
        };
        this.#used[kind]++;
        this.#tell(() => {
            // The runner's log shows an annotation without its title.
            if (!title.startsWith(OWN_TITLE) && !message.startsWith(title))
                this.info(title);
            ANNOTATE[kind](message, properties);
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
        const speak = () => core/* setSecret */.Pq(secret);
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
            return await withStopCommands(text => process.stdout.write(text), fence => {
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
        core/* startGroup */.Oh(this.#masks.hide(title));
    }
    endGroup() {
        core/* endGroup */.N4();
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
    const page = new RunnerLog();
    const cancel = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => cancel.abort(new Error(`got ${signal}`)));
    }
    for (const event of ['uncaughtException', 'unhandledRejection']) {
        process.on(event, (error) => {
            const stack = error instanceof Error ? `\n${error.stack}` : '';
            page.alarm({ title: 'Nix CI', message: `${(0,errors/* formatError */.W)(error)}${stack}` });
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
    const files = new command_files/* RunnerFiles */.o(env);
    if ((0,external_node_path_.basename)(process.argv[1] ?? '') === 'post.js') {
        const { post } = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(954), __webpack_require__.e(184), __webpack_require__.e(130), __webpack_require__.e(992)]).then(__webpack_require__.bind(__webpack_require__, 992));
        await post(env, page, files, cancel);
        return true;
    }
    const { main } = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(954), __webpack_require__.e(6), __webpack_require__.e(184), __webpack_require__.e(28)]).then(__webpack_require__.bind(__webpack_require__, 8028));
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
/* harmony export */   W: () => (/* binding */ formatError),
/* harmony export */   l: () => (/* binding */ ActionError)
/* harmony export */ });
/**
 * A failure that we foresaw: the message says what happened and where, `hint` what to do about it.
 * Everything else that is thrown is a defect of ours and is reported with its stack.
 */
class ActionError extends Error {
    hint;
    constructor(message, hint, options) {
        super(message, options);
        this.name = 'Failure';
        this.hint = hint;
    }
}
/** The text for a log or an annotation: message, its causes, and the hint. */
function formatError(error) {
    if (!(error instanceof Error))
        return String(error);
    const causes = [];
    for (let cause = error.cause; cause instanceof Error; cause = cause.cause) {
        if (!error.message.includes(cause.message))
            causes.push(cause.message);
    }
    const because = causes.length > 0 ? ` (${causes.join('; ')})` : '';
    const hint = error instanceof ActionError ? `\n${error.hint}` : '';
    return `${error.message}${because}${hint}`;
}


/***/ }),

/***/ 873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ defined)
/* harmony export */ });
/** The fields that have a value: for optional properties, which must not be there as `undefined`. */
function defined(fields) {
    const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries);
}


/***/ }),

/***/ 6805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fM: () => (/* binding */ addPath),
  Yz: () => (/* binding */ debug),
  N4: () => (/* binding */ endGroup),
  z3: () => (/* binding */ error),
  dN: () => (/* binding */ exportVariable),
  V4: () => (/* binding */ getInput),
  Gu: () => (/* binding */ getState),
  pq: () => (/* binding */ info),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  Oh: () => (/* binding */ startGroup),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, getBooleanInput, getIDToken, getMultilineInput, group, isDebug, markdownSummary, platform, setCommandEcho, setFailed, summary, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __webpack_require__(857);
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __webpack_require__(6982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __webpack_require__(9896);
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __webpack_require__(6928);
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${external_path_.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

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

/***/ 8678:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ RunnerFiles),
  x: () => (/* binding */ parsePairs)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(6805);
// EXTERNAL MODULE: external "os"
var external_os_ = __webpack_require__(857);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __webpack_require__(9896);
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/summary.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return __awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return __awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary_summary = _summary;
//# sourceMappingURL=summary.js.map
// EXTERNAL MODULE: ./build/runner/environment.js
var environment = __webpack_require__(9294);
// EXTERNAL MODULE: ./build/runner/with-environment.js
var with_environment = __webpack_require__(91);
;// CONCATENATED MODULE: ./build/runner/command-files.js





/**
 * Reads what a command wrote to its GITHUB_OUTPUT, in the grammar of the runner (FileCommandManager); the last write of a
 * name wins.
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
    /**
     * Replaces what the files hold, but for the summary; those that we have nothing to say in are emptied, but for lists,
     * which are only read.
     */
    flush() {
        for (const name of (0,environment/* commandFiles */.nt)(this.#files))
            if (!name.endsWith('_LIST'))
                this.#empty(name);
        (0,with_environment/* withEnvironment */.E)(this.#files, () => {
            this.#write('GITHUB_OUTPUT', this.outputs, core/* setOutput */.uH);
            this.#write('GITHUB_STATE', this.state, core/* saveState */.LZ);
            this.#write('GITHUB_ENV', this.env, core/* exportVariable */.dN);
            // The runner puts each line before those that came earlier.
            if (this.#files.GITHUB_PATH)
                for (const folder of this.path.toReversed())
                    core/* addPath */.fM(folder);
        });
    }
    /** Replaces what all files hold. */
    async finish() {
        this.flush();
        if (!this.#files.GITHUB_STEP_SUMMARY || this.summary === '')
            return;
        // A new one, because the toolkit's keeps the path that it saw first; it asks for the path before it waits.
        const summary = new summary_summary.constructor();
        summary.addRaw(this.summary);
        await (0,with_environment/* withEnvironment */.E)(this.#files, () => summary.write({ overwrite: true }));
    }
    #empty(variable) {
        const file = this.#files[variable];
        if (!file)
            return;
        // A command may have cleared RUNNER_TEMP.
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(file), { recursive: true });
        (0,external_node_fs_.writeFileSync)(file, '');
    }
    /** Without the file the toolkit would print a command that no runner takes any more. */
    #write(variable, pairs, write) {
        if (!this.#files[variable])
            return;
        for (const [name, value] of Object.entries(pairs))
            write(name, value);
    }
}


/***/ }),

/***/ 91:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ withEnvironment)
/* harmony export */ });
/**
 * Runs what reads `process.env` as if it were another environment: our own has neither inputs nor command files, so that
 * no child can find them. It is a plain object, which no other process can read.
 * @param body is done when it returns: nothing else may run meanwhile
 */
function withEnvironment(env, body) {
    const own = process.env;
    process.env = { ...env };
    try {
        return body();
    }
    finally {
        process.env = own;
    }
}


/***/ })

};
