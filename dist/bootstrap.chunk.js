export const id = 771;
export const ids = [771];
export const modules = {

/***/ 7771:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bootstrap: () => (/* binding */ bootstrap)
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
// EXTERNAL MODULE: ./build/runner/masks.js
var masks = __webpack_require__(7790);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/runner/stop-commands.js

/**
 * Lets `body` write lines of a build or a test that the runner must not obey (`::…::`, `##[…]`). Between
 * `::stop-commands::token` and `::token::` the runner ignores all commands; only this process knows the token.
 * (actions/runner, ActionCommandManager)
 */
async function withStopCommands(write, body) {
    let token = '';
    const close = () => {
        // A new token each time: the log shows the old one.
        token = (0,external_node_crypto_.randomUUID)();
        write(`::stop-commands::${token}\n`);
    };
    const open = () => write(`::${token}::\n`);
    const outside = (command) => {
        open();
        try {
            command();
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





/** Notices of messages; the other ones that the runner keeps are for timings. */
const MAX_MESSAGE_NOTICES = 4;
/** Of an annotation that concerns no step; its message is complete without the title. */
const DEFAULT_TITLE = 'Nix CI';
const ANNOTATE = { notice: core/* notice */.lm, warning: core/* warning */.$e, error: core/* error */.z3 };
/** The only writer of the log: lines, groups and annotations, without secrets and foreign workflow commands. */
class RunnerLog {
    #used = { notice: 0, warning: 0, error: 0 };
    #afterFence = [];
    #masks = new masks/* Masks */.O();
    #fence;
    /** The line may contain text of the repository, so it must not read as a workflow command. */
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
    notice(message, title = DEFAULT_TITLE, place) {
        this.#message('notice', { ...place, title, message }, MAX_MESSAGE_NOTICES);
    }
    warning(message, title = DEFAULT_TITLE, place) {
        this.#message('warning', { ...place, title, message }, annotation/* MAX_ANNOTATIONS */.K);
    }
    /** How many more annotations of a kind the runner keeps. */
    annotationsLeft(kind) {
        return annotation/* MAX_ANNOTATIONS */.K - this.#used[kind];
    }
    annotate(kind, annotation) {
        const command = this.#command(kind, annotation);
        if (this.#fence)
            this.#afterFence.push(command);
        else
            command();
    }
    /** Reports an error that ends the process, at once even within the fence. */
    emitFatal(annotation) {
        this.#outsideFence(this.#command('error', annotation));
    }
    /**
     * Hides a secret from now on in everything that this class prints.
     * @param everywhere whether the runner hides it too, in the log of the whole job
     */
    mask(secret, everywhere) {
        this.#masks.add(secret);
        if (everywhere)
            this.#outsideFence(() => core/* setSecret */.Pq(secret));
    }
    /** Applies the masks to the output of commands and builds. */
    hide(text) {
        return this.#masks.hidePrinted(text);
    }
    /** Within the fence the runner ignores all commands; annotations follow after it. */
    async fenced(body) {
        try {
            return await withStopCommands(text => process.stdout.write(text), fence => {
                this.#fence = fence;
                return body(text => fence.line(this.hide(text)));
            });
        }
        finally {
            this.#fence = undefined;
            for (const command of this.#afterFence.splice(0))
                command();
        }
    }
    startGroup(title) {
        core/* startGroup */.Oh(this.#masks.hide(title));
    }
    endGroup() {
        core/* endGroup */.N4();
    }
    #command(kind, { line, column, ...rest }) {
        const title = this.#masks.hide(rest.title);
        const message = this.#masks.hide(rest.message);
        const place = (0,object/* defined */.s)({ startLine: line, startColumn: column });
        this.#used[kind]++;
        return () => {
            // The runner's log shows an annotation without its title.
            if (!title.startsWith(DEFAULT_TITLE) && !message.startsWith(title))
                this.info(title);
            ANNOTATE[kind](message, { ...rest, title, ...place });
        };
    }
    #outsideFence(command) {
        if (this.#fence)
            this.#fence.outside(command);
        else
            command();
    }
    /** The log shows what exceeds the budget. */
    #message(kind, annotation, budget) {
        if (this.#used[kind] < budget)
            this.annotate(kind, annotation);
        else
            this.info(`${kind}: ${annotation.title}: ${annotation.message}`);
    }
}

;// CONCATENATED MODULE: ./build/bootstrap.js





/** Milliseconds for the runner to read our last output. */
const FLUSH_TIMEOUT_MS = 2000;
/**
 * Runs main or post, and exits.
 * @param env the whole environment from the runner
 */
async function bootstrap(env) {
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
            page.emitFatal({ title: 'Nix CI', message: `${(0,errors/* formatError */.Wk)(error)}${stack}` });
            void (0,backpressure/* exit */.NS)(1, FLUSH_TIMEOUT_MS);
        });
    }
    const success = await phase(env, page, cancel.signal);
    // Without exit, open connections would keep the process alive.
    const timeout = cancel.signal.aborted ? FLUSH_TIMEOUT_MS : 10 * FLUSH_TIMEOUT_MS;
    return (0,backpressure/* exit */.NS)(success ? 0 : 1, timeout);
}
/**
 * Post has its own entry file, because a main that was killed at once saved no state to tell them apart. Each loads only
 * what it needs: loading our code is half of the time to the first line.
 */
async function phase(env, page, cancel) {
    const files = new command_files/* RunnerFiles */.o(env);
    if ((0,external_node_path_.basename)(process.argv[1] ?? '') === 'post.js') {
        const { post } = await Promise.all(/* import() */[__webpack_require__.e(197), __webpack_require__.e(751)]).then(__webpack_require__.bind(__webpack_require__, 3751));
        await post(env, page, files, cancel);
        return true;
    }
    const { main } = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(954), __webpack_require__.e(6), __webpack_require__.e(174), __webpack_require__.e(197), __webpack_require__.e(741), __webpack_require__.e(130)]).then(__webpack_require__.bind(__webpack_require__, 130));
    return main({ env, page, files, cancel });
}


/***/ }),

/***/ 5557:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jm: () => (/* binding */ isBehind),
/* harmony export */   NS: () => (/* binding */ exit),
/* harmony export */   oB: () => (/* binding */ drained)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);

/** Output that may wait for the runner before reading from commands pauses. */
const MAX_BUFFERED_BYTES = 1 << 20;
/** Whether the runner reads slower than this process prints; Node does not wait when it writes to a pipe. */
function isBehind() {
    return process.stdout.writableNeedDrain && process.stdout.writableLength > MAX_BUFFERED_BYTES;
}
/** Resolves when the runner has read all output. */
async function drained() {
    while (process.stdout.writableNeedDrain)
        await (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(process.stdout, 'drain');
}
/**
 * Exits when the runner has read all output, which process.exit would drop.
 * @param timeout milliseconds to wait for that
 */
async function exit(code, timeout) {
    const expired = new Promise(resolve => setTimeout(resolve, timeout));
    const read = new Promise(resolve => process.stdout.write('', () => resolve()));
    await Promise.race([read, expired]);
    process.exit(code);
}


/***/ }),

/***/ 1469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wk: () => (/* binding */ formatError),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   o9: () => (/* binding */ ActionErrors)
/* harmony export */ });
/**
 * An expected failure: the message says what happened and where, `hint` what to do about it. Any other error is a bug
 * in the action and is reported with its stack.
 */
class ActionError extends Error {
    hint;
    constructor(message, hint, options) {
        super(message, options);
        this.name = 'ActionError';
        this.hint = hint;
    }
}
/** Several expected failures, each with a message of its own. */
class ActionErrors extends Error {
    errors;
    constructor(errors) {
        super(errors.map(({ message }) => message).join('\n'));
        this.name = 'ActionErrors';
        this.errors = errors;
    }
}
/** An error as text for the log or an annotation: message, causes and hint. */
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
/* harmony export */   K: () => (/* binding */ MAX_ANNOTATIONS),
/* harmony export */   u: () => (/* binding */ MAX_MESSAGE_LENGTH)
/* harmony export */ });
/** The runner keeps ten annotations of each kind per step, and cuts messages at 4096 characters. (ExecutionContext.cs) */
const MAX_ANNOTATIONS = 10;
const MAX_MESSAGE_LENGTH = 3900;


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
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
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
 * Parses a GITHUB_OUTPUT file like the runner (FileCommandManager); the last value of a name wins.
 * @throws Error with the number of the invalid line
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
            throw new Error(`the delimiter of line ${i + 1} is missing`);
        pairs[name] = lines.slice(i + 1, end).join('\n');
        i = end;
    }
    return pairs;
}
/**
 * The command files of this step, kept in memory and written as a whole: changes by a child that found the files below
 * RUNNER_TEMP are lost.
 */
class RunnerFiles {
    outputs = {};
    /** For the post phase. */
    state = {};
    /** Variables for later steps. */
    env = {};
    /** Directories for PATH of later steps, in order. */
    path = [];
    summary = '';
    #files;
    /** @param files the environment with the paths of the files */
    constructor(files) {
        this.#files = files;
    }
    /** Replaces the contents of all files except the summary. Lists (`…_LIST`) are read-only and stay. */
    flush() {
        this.#flushState();
        for (const name of (0,environment/* commandFiles */.nt)(this.#files))
            if (!name.endsWith('_LIST') && name !== 'GITHUB_STATE')
                this.#empty(name);
        (0,with_environment/* withEnvironment */.Ec)(this.#files, () => {
            this.#write('GITHUB_OUTPUT', this.outputs, core/* setOutput */.uH);
            this.#write('GITHUB_ENV', this.env, core/* exportVariable */.dN);
            // The runner prepends each line.
            if (this.#files.GITHUB_PATH)
                for (const folder of this.path.toReversed())
                    core/* addPath */.fM(folder);
        });
    }
    /** Replaces the contents of all files. */
    async finish() {
        this.flush();
        if (!this.#files.GITHUB_STEP_SUMMARY || this.summary === '')
            return;
        // A new instance, because the toolkit's keeps the first path; it reads the path before its first await.
        const summary = new summary_summary.constructor();
        summary.addRaw(this.summary);
        await (0,with_environment/* withEnvironment */.Ec)(this.#files, () => summary.write({ overwrite: true }));
    }
    /** First, and only what has changed: a main that is killed meanwhile must leave post its folder. */
    #flushState() {
        const { GITHUB_STATE: file } = this.#files;
        if (!file)
            return;
        if (holds(file, this.state))
            return;
        this.#empty('GITHUB_STATE');
        (0,with_environment/* withEnvironment */.Ec)(this.#files, () => this.#write('GITHUB_STATE', this.state, core/* saveState */.LZ));
    }
    #empty(variable) {
        const file = this.#files[variable];
        if (!file)
            return;
        // A command may have deleted RUNNER_TEMP, or put something else there.
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(file), { recursive: true });
        if (!isFile(file))
            (0,external_node_fs_.rmSync)(file, { recursive: true, force: true });
        (0,external_node_fs_.writeFileSync)(file, '');
    }
    /** Without the file, the toolkit would print a command that runners no longer accept. */
    #write(variable, pairs, write) {
        if (!this.#files[variable])
            return;
        for (const [name, value] of Object.entries(pairs))
            write(name, value);
    }
}
/** Files with more are not ours. */
const MAX_STATE_BYTES = 1 << 20;
/** Whether a file has these pairs and no others. */
function holds(file, pairs) {
    if (!isFile(file, MAX_STATE_BYTES))
        return false;
    try {
        return (0,external_node_util_.isDeepStrictEqual)(parsePairs((0,external_node_fs_.readFileSync)(file, 'utf8')), pairs);
    }
    catch {
        return false;
    }
}
function isFile(path, maxBytes = Number.POSITIVE_INFINITY) {
    const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    return Boolean(stat?.isFile() && stat.size <= maxBytes);
}


/***/ }),

/***/ 7790:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ Masks),
/* harmony export */   n: () => (/* binding */ MIN_MASK_LENGTH)
/* harmony export */ });
/** A shorter mask would hide too much of the log. Masks are looked up by their first characters. */
const MIN_MASK_LENGTH = 8;
/** Of all masks together. */
const MAX_TOTAL_LENGTH = 1 << 20;
/** With more masks of the same first characters, the rest of the line is hidden too. */
const MAX_SAME_PREFIX = 100;
const HIDDEN = '***';
/** Hides secrets, in bounded memory and in one pass over a text, whatever the number of masks. */
class Masks {
    #all = new Set();
    /** First characters -> masks that start with them. */
    #byKey = new Map();
    #size = 0;
    #isFull = false;
    /** Ignores a secret that is too short. */
    add(secret) {
        if (secret.length < MIN_MASK_LENGTH || this.#all.has(secret))
            return;
        this.#isFull ||= this.#size + secret.length > MAX_TOTAL_LENGTH;
        if (this.#isFull)
            return;
        this.#size += secret.length;
        this.#all.add(secret);
        const key = secret.slice(0, MIN_MASK_LENGTH);
        const same = this.#byKey.get(key);
        if (same)
            same.push(secret);
        else
            this.#byKey.set(key, [secret]);
    }
    /** Replaces the masks in a text, even if they overlap. */
    hide(text) {
        if (this.#all.size === 0)
            return text;
        const shown = [];
        let end = 0;
        for (let at = 0; at + MIN_MASK_LENGTH <= text.length; at++) {
            const length = this.#lengthAt(text, at);
            if (length === 0)
                continue;
            if (at > end || shown.length === 0)
                shown.push(text.slice(end, at), HIDDEN);
            end = Math.max(end, at + length);
        }
        return shown.length === 0 ? text : `${shown.join('')}${text.slice(end)}`;
    }
    /** The same for the output of commands and builds; hides all of it if there were too many masks. */
    hidePrinted(text) {
        return this.#isFull && text !== '' ? HIDDEN : this.hide(text);
    }
    /** The length of the longest mask at an index. */
    #lengthAt(text, at) {
        const same = this.#byKey.get(text.slice(at, at + MIN_MASK_LENGTH));
        if (!same)
            return 0;
        if (same.length > MAX_SAME_PREFIX)
            return lineEnd(text, at) - at;
        return same.reduce((most, it) => (it.length > most && text.startsWith(it, at) ? it.length : most), 0);
    }
}
function lineEnd(text, at) {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
}


/***/ }),

/***/ 91:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AN: () => (/* binding */ inputText),
/* harmony export */   Ec: () => (/* binding */ withEnvironment),
/* harmony export */   r9: () => (/* binding */ stateText)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6805);

/**
 * Calls a function of the toolkit with another `process.env`: that of this process has neither inputs nor command files,
 * to hide them from children. The other one is a plain object, which no other process can read.
 * @param body reads the environment before it returns, because nothing else may run meanwhile
 */
function withEnvironment(env, body) {
    const original = process.env;
    process.env = { ...env };
    try {
        return body();
    }
    finally {
        process.env = original;
    }
}
/** The text of an input as the user wrote it; empty if it is not set. */
function inputText(env, name) {
    return withEnvironment(env, () => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name, { trimWhitespace: false }));
}
/** A value that main saved for post; empty if there is none. */
function stateText(env, name) {
    return withEnvironment(env, () => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu(name));
}


/***/ })

};
