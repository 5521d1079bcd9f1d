export const id = 197;
export const ids = [197];
export const modules = {

/***/ 7556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EE: () => (/* binding */ folderUrl),
/* harmony export */   Tr: () => (/* binding */ rootOwnedPlace),
/* harmony export */   eu: () => (/* binding */ removeStoreCache),
/* harmony export */   to: () => (/* binding */ placeStoreCache)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1814);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4869);
/* harmony import */ var _title_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(397);





/**
 * A folder as Nix's settings name it: percent-encoded only since some version, and never with a space.
 * @returns empty if not every Nix reads its path alike
 */
function folderUrl(folder) {
    return /^[\w./+-]+$/.test(folder) ? `file://${folder}` : '';
}
/** The folder in which root keeps the cache of a run; its parent is owned by root too, so that nobody can replace it. */
function rootOwnedPlace(shared) {
    return `/nix/var/${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(shared)}`;
}
const MOVE = 'mv "$1" "$2" && chown -R 0:0 "$2" && chmod -R u=rwX,go=rX "$2"';
/**
 * Moves the unpacked cache to a folder that steps cannot write: with a daemon, one that root owns. In single-user mode, where
 * they can write the store itself, it stays in the private folder of the run.
 * @returns its URL; empty if it cannot be protected or named, so that nobody may read it
 */
async function placeStoreCache(folder, nix, executor, ctx) {
    const without = (why) => {
        ctx.logger.info(`${_title_js__WEBPACK_IMPORTED_MODULE_4__/* .STORE_CACHE_TITLE */ .u}: later steps do not read it, because ${why}.`);
        return '';
    };
    if (nix.mode !== 'daemon')
        return folderUrl(folder) || without(`Nix's settings cannot name ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_3__/* .toOneLine */ .GX)(folder, 500)}`);
    const place = rootOwnedPlace((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(ctx.folder));
    const why = 'protect the store cache from steps';
    try {
        await executor.one({ ...(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_1__/* .root */ .z)(why, '/bin/sh', '-c', MOVE, 'sh', folder, place), isLong: true });
        return `file://${place}`;
    }
    catch (error) {
        ctx.logger.debug(`The store cache stays in ${folder}: ${(0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .formatError */ .Wk)(error)}`);
        return without('it cannot be protected from them');
    }
}
/** Removes the cache in post, even if main has failed. */
async function removeStoreCache(shared, executor) {
    await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_1__/* .root */ .z)('Removing the store cache', 'rm', '-rf', rootOwnedPlace(shared)));
}


/***/ }),

/***/ 397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ STORE_CACHE_TITLE)
/* harmony export */ });
/** Of annotations and lines of the log. */
const STORE_CACHE_TITLE = 'Store cache';


/***/ }),

/***/ 6093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ST: () => (/* binding */ closedText),
/* harmony export */   Tl: () => (/* binding */ refuseClosed),
/* harmony export */   Wo: () => (/* binding */ isPresent),
/* harmony export */   X4: () => (/* binding */ CLOSED_HINT),
/* harmony export */   YK: () => (/* binding */ accessOf),
/* harmony export */   dp: () => (/* binding */ isAccessible)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4869);




/** @param mode how to use the path (`fs.constants`) */
async function accessOf(path, mode) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)(path, mode).then(() => 'ready', ({ code }) => code === 'EACCES' || code === 'EPERM' ? 'closed' : 'missing');
}
function closedText(path) {
    return `Permission denied: the user of this job (uid ${process.getuid?.()}) cannot read ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_3__/* .toOneLine */ .GX)(path, 500)}.`;
}
const CLOSED_HINT = 'Check the owner and mode of the path and of the directories above it; an earlier step may have created it in a container or with sudo.';
/** @throws ActionError if an existing path is not accessible in that mode */
async function refuseClosed(path, mode, who = '') {
    if ((await accessOf(path, mode)) === 'closed')
        throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`${who === '' ? '' : `${who}: `}${closedText(path)}`, CLOSED_HINT);
}
/** @param mode how to use the path (`fs.constants`) */
async function isAccessible(path, mode) {
    return (await accessOf(path, mode)) === 'ready';
}
/** Whether there is something at a path, also a link to nowhere, which an output of a derivation may be. */
function isPresent(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false }) !== undefined;
}


/***/ }),

/***/ 1814:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ Executor),
/* harmony export */   z: () => (/* binding */ root)
/* harmony export */ });
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1469);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(873);
/* harmony import */ var _process_short_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1327);
/* harmony import */ var _process_spawn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3138);




/** Runs planned commands on this machine. */
class Executor {
    #root;
    #env;
    #cancel;
    #logger;
    #lastDescription = '';
    /** @param env an environment without tokens */
    constructor(root, env, cancel, logger) {
        this.#root = root;
        this.#env = env;
        this.#cancel = cancel;
        this.#logger = logger;
    }
    /**
     * Runs commands in order, up to the first failure.
     * @throws ActionError with the command and its output
     */
    async all(commands) {
        for (const command of commands)
            await this.one(command);
    }
    /**
     * @param stream its standard input, unless that is text
     * @returns its standard output
     */
    async one(command, stream) {
        const argv = command.as === 'root' ? this.asRoot(command.argv) : command.argv;
        const { description } = command;
        // One line per action; the debug log has every command.
        if (description !== this.#lastDescription)
            this.#logger.info(description);
        this.#lastDescription = description;
        this.#logger.debug(argv.join(' '));
        let result;
        try {
            this.#cancel.throwIfAborted();
            result = await this.#run(argv, command, stream);
        }
        catch (error) {
            this.#cancel.throwIfAborted();
            throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(`${description} failed: cannot start ${argv[0]}.`, installHint(argv[0] ?? ''), { cause: error });
        }
        if (result.code === 0)
            return result.stdout;
        const output = (result.stderr || result.stdout).trim();
        throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(`${description} failed: ${output.slice(-2000)}\n(exit code ${result.code}: ${argv.map(withoutScript).join(' ')})`, 'No step has run yet. If Nix rejects a setting, check nix-conf.');
    }
    /** A cancelled run stops long commands; short ones complete. */
    #run(argv, { input, isLong = false }, stream) {
        const stdin = stream ?? input;
        const options = { env: this.#env, cwd: '/' };
        if (stdin === undefined && !isLong)
            return (0,_process_short_js__WEBPACK_IMPORTED_MODULE_1__/* .runShort */ .c)(argv, options);
        return (0,_process_spawn_js__WEBPACK_IMPORTED_MODULE_2__/* .capture */ .Fg)(argv, { ...options, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ input: stdin }), cancel: this.#cancel });
    }
    /** The same program as root. */
    asRoot(argv) {
        return this.#root === 'sudo' ? ['sudo', '-n', ...argv] : argv;
    }
}
/** The debug log has the whole script. */
function withoutScript(word) {
    return word.includes('; ') ? '…' : word;
}
function installHint(program) {
    return `Install ${program} on the runner (in its image or container), or use nix-mode: single-user.`;
}
/** A command to run as root. */
function root(description, ...argv) {
    return { argv, as: 'root', description };
}


/***/ }),

/***/ 1277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ PROCESS_TAG),
/* harmony export */   CL: () => (/* binding */ processesTagged),
/* harmony export */   Hk: () => (/* binding */ endProcesses),
/* harmony export */   L6: () => (/* binding */ processesOf),
/* harmony export */   qP: () => (/* binding */ processTag)
/* harmony export */ });
/* unused harmony export descendantsOf */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2853);


/**
 * Environment variable of all processes that the action starts. Its value starts with the folder of the run; by it, post
 * finds them after main was killed.
 */
const PROCESS_TAG = 'NIX_CI_COMMAND';
/** Between SIGTERM and SIGKILL. */
const TERM_TIMEOUT_MS = 500;
/** For the kernel to end a killed process. */
const KILL_TIMEOUT_MS = 200;
/** The value for a part of a run; without a part, the prefix of all values. */
function processTag(folder, part = '') {
    return `${folder}:${part}`;
}
/**
 * The processes of a command: its session, all processes with its tag in their initial environment, and their
 * descendants. Without /proc, only its group.
 * @param leader the started process, which leads a session and a group
 */
function processesOf(leader, tag) {
    return find(({ session, group }) => session === leader || group === leader, assignment => tag !== undefined && assignment === `${PROCESS_TAG}=${tag}`);
}
/** The processes whose tag has a prefix, and their descendants. */
function processesTagged(prefix) {
    return find(() => false, assignment => assignment.startsWith(`${PROCESS_TAG}=${prefix}`));
}
async function find(isRoot, isTag) {
    const table = await (0,_table_js__WEBPACK_IMPORTED_MODULE_1__/* .processTable */ .oI)();
    const tagged = table.filter(entry => isRoot(entry) || (0,_table_js__WEBPACK_IMPORTED_MODULE_1__/* .readProc */ .lK)(`${entry.pid}/environ`).split('\0').some(isTag));
    return descendantsOf(table, tagged, process.pid);
}
/** Processes with their descendants and sessions. Pure. @param self is excluded, and so is its session */
function descendantsOf(table, processes, self) {
    const sessions = new Set(processes.map(({ session }) => session));
    sessions.delete(table.find(({ pid }) => pid === self)?.session ?? 0);
    sessions.delete(0);
    const roots = table.filter(entry => processes.includes(entry) || sessions.has(entry.session));
    const family = new Set(roots.flatMap(({ pid }) => (0,_table_js__WEBPACK_IMPORTED_MODULE_1__/* .withDescendants */ .dz)(table, pid)));
    return table.filter(entry => family.has(entry) && entry.pid !== self);
}
/**
 * Terminates the processes that `find` returns, including those that start meanwhile: SIGTERM first, then SIGKILL.
 * @returns the remaining processes, of other users
 */
async function endProcesses(find) {
    let remaining = await find();
    for (const [signal, timeout] of [
        ['SIGTERM', TERM_TIMEOUT_MS],
        ['SIGKILL', KILL_TIMEOUT_MS],
    ]) {
        for (const { pid } of remaining)
            kill(pid, signal);
        for (let waited = 0; waited < timeout && remaining.length > 0; waited += 20) {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(20);
            remaining = await find();
            if (signal === 'SIGKILL')
                for (const { pid } of remaining)
                    kill(pid, signal);
        }
    }
    return remaining;
}
function kill(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
        // It has exited, or belongs to another user.
    }
}


/***/ }),

/***/ 1327:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ hasProgram),
/* harmony export */   c: () => (/* binding */ runShort)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/**
 * Runs a short command without standard input. Use `capture` for a command that takes long or must stop with a cancel.
 * @param options.cwd default: `/`
 * @throws Error (ENOENT, EACCES, …) if the program cannot be started
 */
async function runShort(argv, options) {
    const { env, cwd = '/' } = options;
    const [program = '', ...args] = argv;
    // The toolkit would search the PATH of this process, which may have a directory that the command must not use.
    const path = fileOf(program, env.PATH ?? DEFAULT_PATH, cwd);
    if (path === undefined)
        throw Object.assign(new Error(`${program} is not on PATH`), { code: 'ENOENT' });
    const { getExecOutput } = await __webpack_require__.e(/* import() */ 955).then(__webpack_require__.bind(__webpack_require__, 1955));
    const { exitCode, stdout, stderr } = await getExecOutput(quoted(path), args, {
        cwd,
        env: { ...env },
        silent: true,
        ignoreReturnCode: true,
    });
    return { code: exitCode, stdout, stderr };
}
/** The default of execvp. */
const DEFAULT_PATH = '/usr/bin:/bin';
/** Whether a program is on the PATH of an environment. */
function hasProgram(program, env) {
    return fileOf(program, env.PATH ?? DEFAULT_PATH, '/') !== undefined;
}
/** The file of a program, as execvp finds it. */
function fileOf(program, path, cwd) {
    const folders = program.includes('/') ? [cwd] : path.split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter);
    return folders.map(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(cwd, folder, program)).find(isProgram);
}
function isProgram(file) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file).isFile();
    }
    catch {
        return false;
    }
}
/** The toolkit takes a command line and splits it. */
function quoted(path) {
    return `"${path.replaceAll('"', '\\"')}"`;
}


/***/ }),

/***/ 3138:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Fg: () => (/* binding */ capture),
  pJ: () => (/* binding */ endOf),
  eF: () => (/* binding */ run),
  yy: () => (/* reexport */ promises_.setTimeout)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
// EXTERNAL MODULE: ./build/host/process/backpressure.js
var backpressure = __webpack_require__(5557);
// EXTERNAL MODULE: ./build/host/process/table.js
var table = __webpack_require__(2853);
;// CONCATENATED MODULE: ./build/host/process/process-group.js


const POLL_INTERVAL_MS = 20;
/** For what outlived its process, to end after SIGTERM. */
const TERM_TIMEOUT_MS = 500;
/** For the kernel to end what was killed. */
const KILL_TIMEOUT_MS = 2000;
/** A child and its descendants, as long as they stay in its process group. */
class ProcessGroup {
    #pid;
    #kill;
    /** The kernel may soon reuse the number of the group. */
    #isOver = false;
    constructor(child) {
        this.#pid = child.pid ?? 0;
    }
    /** Sends SIGTERM, then SIGKILL. @param grace seconds between them */
    end(grace) {
        if (this.#isOver)
            return;
        this.#signal('SIGTERM');
        clearTimeout(this.#kill);
        this.#kill = setTimeout(() => this.#signal('SIGKILL'), grace * 1000);
    }
    /** Terminates what outlived the process. */
    async terminateRest() {
        this.#isOver = true;
        clearTimeout(this.#kill);
        if (!this.#signal('SIGTERM') || (await this.#isGone(TERM_TIMEOUT_MS, () => !this.#signal(0))))
            return;
        this.#signal('SIGKILL');
        // If init of a container does not reap zombies, they stay in the group.
        const isDead = async () => !this.#signal(0) || !(await (0,table/* processTable */.oI)()).some(({ group }) => group === this.#pid);
        await this.#isGone(KILL_TIMEOUT_MS, isDead);
    }
    async #isGone(timeout, look) {
        const end = performance.now() + timeout;
        while (performance.now() < end) {
            await (0,promises_.setTimeout)(POLL_INTERVAL_MS);
            if (await look())
                return true;
        }
        return false;
    }
    #signal(signal) {
        try {
            return process.kill(-this.#pid, signal);
        }
        catch {
            return false;
        }
    }
}

;// CONCATENATED MODULE: ./build/host/process/timeouts.js
/**
 * Starts the timers of a process.
 * @param lastOutputAt milliseconds of the process clock; 0 if there was no output
 * @param onExpire called once, with the first timeout that is reached
 * @returns a function that stops them
 */
function startTimeouts({ time, silence }, lastOutputAt, onExpire) {
    const timers = [];
    const start = performance.now();
    const later = (milliseconds, work) => {
        // setTimeout takes at most 2^31 - 1; it treats larger values as 1.
        timers.push(setTimeout(work, Math.min(milliseconds, 2 ** 31 - 1)));
    };
    const stop = () => {
        for (const timer of timers.splice(0))
            clearTimeout(timer);
    };
    const expire = (timeout) => {
        stop();
        onExpire(timeout);
    };
    const check = (limit) => {
        const quiet = performance.now() - Math.max(start, lastOutputAt());
        const remaining = limit.seconds * 1000 - quiet;
        if (remaining <= 0)
            expire(limit);
        else
            later(remaining, () => check(limit));
    };
    if (time)
        later(time.seconds * 1000, () => expire(time));
    if (silence)
        check(silence);
    return stop;
}

;// CONCATENATED MODULE: ./build/host/process/spawn.js










/** How a process ended: `exit code 1`, `timed out`. */
function endOf({ cancelled, timedOut, expiry, code, signal }) {
    if (cancelled)
        return 'was canceled';
    if (timedOut)
        return expiry?.message ?? 'timed out';
    return signal ? `was terminated by ${signal}` : `exit code ${code}`;
}
/** Between SIGTERM and SIGKILL. */
const TERM_TIMEOUT_S = 5;
/** The same in a cancelled run, which the runner gives 7.5 s. */
const CANCEL_TERM_TIMEOUT_S = 2.5;
/** How long to wait for more output after the process has exited. */
const DRAIN_MS = 300;
/** The same while output arrives, because the reader of our own output may be slow. */
const MAX_DRAIN_MS = 3000;
const INSPECT_TIMEOUT_MS = 3000;
/**
 * Runs a program in its own process group, without standard input, and waits for its end. Terminates what it leaves in
 * the group; a background child that keeps the pipe open does not block.
 * @throws Error (ENOENT, EACCES, …) if the program cannot be started
 */
async function run(argv, options) {
    const [program, ...args] = argv;
    const child = (0,external_node_child_process_.spawn)(program, args, {
        cwd: options.cwd,
        env: options.env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out = collect(child.stdout, options.stdout);
    const err = collect(child.stderr, options.stderr);
    await (0,external_node_events_.once)(child, 'spawn');
    options.onStart?.(child.pid ?? 0);
    const group = new ProcessGroup(child);
    let isOver = false;
    let expired;
    const expire = async ({ message }) => {
        const running = await inspect(child, options);
        if (!isOver)
            group.end(options.cancel?.aborted ? CANCEL_TERM_TIMEOUT_S : TERM_TIMEOUT_S);
        return { message, running };
    };
    const lastOutputAt = () => Math.max(out.at, err.at, options.lastOutputAt?.() ?? 0);
    const stopTimeouts = startTimeouts(options, lastOutputAt, timeout => {
        expired = expire(timeout);
    });
    const cancel = () => group.end(CANCEL_TERM_TIMEOUT_S);
    options.cancel?.addEventListener('abort', cancel);
    if (options.cancel?.aborted)
        cancel();
    try {
        const [code, signal] = (await (0,external_node_events_.once)(child, 'exit'));
        isOver = true;
        // It exited in time, even if its background processes take longer.
        stopTimeouts();
        const expiry = await expired;
        const cancelled = !expiry && (options.cancel?.aborted ?? false);
        await drained(out, err);
        if (!expiry && !cancelled)
            await options.onExit?.();
        await group.terminateRest();
        return { code, signal, timedOut: expiry !== undefined, cancelled, ...(expiry && { expiry }) };
    }
    finally {
        stopTimeouts();
        options.cancel?.removeEventListener('abort', cancel);
        out.stop();
        err.stop();
    }
}
async function inspect({ pid = 0 }, options) {
    const running = options.inspect?.(pid).catch(() => []);
    return (await Promise.race([running, (0,promises_.setTimeout)(INSPECT_TIMEOUT_MS)])) ?? [];
}
/**
 * Runs a short command and returns its output. Unlike {@link run}, it does not terminate the group: a daemon that the
 * command starts keeps running.
 * @param input standard input: text, or a stream, which closes when the command exits; the output of another program
 *   goes directly to the command
 * @throws Error (ENOENT, …) if the program cannot be started
 */
async function capture(argv, options) {
    const { input = '' } = options;
    const [program, ...args] = argv;
    const child = (0,external_node_child_process_.spawn)(program, args, {
        cwd: options.cwd,
        env: options.env,
        stdio: [input instanceof external_node_net_.Socket ? input : 'pipe', 'pipe', 'pipe'],
        ...(0,object/* defined */.s)({ signal: options.cancel }),
    });
    const chunks = { out: [], err: [] };
    child.stdout?.on('data', (chunk) => chunks.out.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.err.push(chunk));
    // A program may exit without reading its input.
    child.stdin?.on('error', () => { });
    if (typeof input === 'string')
        child.stdin?.end(input);
    else if (child.stdin)
        (0,external_node_stream_.pipeline)(input, child.stdin, () => { });
    else
        input.destroy();
    const [code] = (await (0,external_node_events_.once)(child, 'close'));
    return {
        code,
        stdout: Buffer.concat(chunks.out).toString(),
        stderr: Buffer.concat(chunks.err).toString(),
    };
}
function collect(stream, sink = { write: () => { } }) {
    let at = 0;
    let isHeld = false;
    const hold = async () => {
        isHeld = true;
        stream.pause();
        await (0,backpressure/* drained */.oB)();
        at = performance.now();
        isHeld = false;
        stream.resume();
    };
    stream.on('data', (chunk) => {
        at = performance.now();
        sink.write(chunk);
        // Otherwise all output would wait in memory.
        if ((0,backpressure/* isBehind */.Jm)())
            void hold();
    });
    const closed = new Promise(resolve => stream.once('close', () => resolve()));
    const stop = () => {
        stream.destroy();
        sink.end?.();
    };
    return {
        closed,
        get at() {
            return isHeld ? performance.now() : at;
        },
        stop,
    };
}
/** Waits until the streams are closed, or only a background child seems to keep them open. */
async function drained(...streams) {
    let isClosed = false;
    const closed = Promise.all(streams.map(stream => stream.closed)).then(() => {
        isClosed = true;
    });
    const start = performance.now();
    let checkedAt = start;
    do {
        checkedAt = performance.now();
        await Promise.race([closed, (0,promises_.setTimeout)(DRAIN_MS)]);
        // A timer may fire before output that has arrived is read.
        await (0,promises_.setImmediate)();
    } while (!isClosed &&
        streams.some(({ at }) => at >= checkedAt) &&
        performance.now() - start < MAX_DRAIN_MS);
}


/***/ }),

/***/ 2853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dz: () => (/* binding */ withDescendants),
/* harmony export */   lK: () => (/* binding */ readProc),
/* harmony export */   oI: () => (/* binding */ processTable),
/* harmony export */   sw: () => (/* binding */ shortCommand),
/* harmony export */   vU: () => (/* binding */ formatProcessTree)
/* harmony export */ });
/* unused harmony export parsePs */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(177);
/* harmony import */ var _short_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1327);



/** The unit of times in /proc/PID/stat on every architecture. (proc(5), USER_HZ) */
const TICKS_PER_SECOND = 100;
/** The running processes, from /proc or, on macOS, from ps. */
async function processTable() {
    const pids = numberedFolders();
    if (!pids)
        return fromPs();
    const uptime = Number.parseFloat(readProc('uptime') || '0');
    return pids.map(pid => fromProc(pid, uptime)).filter(entry => entry !== undefined);
}
/** A file of /proc; empty if it cannot be read. These are in memory: a thread for each read takes ten times as long. */
function readProc(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${file}`, 'utf8');
    }
    catch {
        return '';
    }
}
function numberedFolders() {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc').filter(name => /^\d+$/.test(name));
    }
    catch {
        return undefined;
    }
}
/** A process and its descendants. */
function withDescendants(table, pid) {
    const self = table.filter(entry => entry.pid === pid);
    const children = table.filter(entry => entry.parent === pid && entry.pid !== pid);
    return [...self, ...children.flatMap(child => withDescendants(table, child.pid))];
}
function fromProc(pid, uptime) {
    const stat = readProc(`${pid}/stat`);
    const command = readProc(`${pid}/cmdline`);
    if (!stat)
        return undefined;
    // proc(5): the name in parentheses, which may contain anything, then state, ppid, pgrp, session, …; field 22 is the
    // start time.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X')
        return undefined;
    const name = stat.slice(stat.indexOf('(') + 1, end);
    return {
        pid: Number(pid),
        parent: Number(fields[1]),
        group: Number(fields[2]),
        session: Number(fields[3]),
        birth: fields[19] ?? '',
        age: Math.max(0, uptime - Number(fields[19]) / TICKS_PER_SECOND),
        command: command.replaceAll('\0', ' ').trim() || `[${name}]`,
    };
}
async function fromPs() {
    const { stdout } = await (0,_short_js__WEBPACK_IMPORTED_MODULE_2__/* .runShort */ .c)(['ps', '-A', '-o', 'pid=,ppid=,pgid=,etime=,command='], {
        env: { PATH: '/bin:/usr/bin' },
    });
    return parsePs(stdout);
}
/** Parses the output of `ps -A -o pid=,ppid=,pgid=,etime=,command=`. */
function parsePs(text) {
    return text.split('\n').flatMap(line => {
        const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+([\d:-]+)\s+(.*)$/.exec(line);
        if (!match)
            return [];
        const [pid, parent, group] = match.slice(1, 4).map(Number);
        const [, , , , age = '', command = ''] = match;
        return [{ pid, parent, group, session: 0, birth: '', age: secondsOf(age), command }];
    });
}
/** Seconds of `[[days-]hours:]minutes:seconds`. */
function secondsOf(elapsed) {
    const [days, clock] = elapsed.includes('-') ? elapsed.split('-') : ['0', elapsed];
    const parts = (clock ?? '').split(':').map(Number);
    return Number(days) * 86_400 + parts.reduce((sum, part) => sum * 60 + part, 0);
}
const MAX_PROCESSES_SHOWN = 40;
const MAX_COMMAND_LENGTH = 160;
/**
 * Formats processes as a tree, one per line: `pid 812, 20 min, listens on 8080: python3 -m http.server`. Pure.
 * @param ports by pid
 */
function formatProcessTree(processes, ports) {
    const pids = new Set(processes.map(({ pid }) => pid));
    const roots = processes.filter(({ parent, pid }) => !pids.has(parent) || parent === pid);
    const draw = (entry, depth) => [
        `${'  '.repeat(depth)}${describe(entry, ports.get(entry.pid) ?? [])}`,
        ...processes
            .filter(({ parent, pid }) => parent === entry.pid && pid !== entry.pid)
            .flatMap(child => draw(child, depth + 1)),
    ];
    const lines = roots.flatMap(root => draw(root, 0));
    return (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_1__/* .listedLines */ .vU)(lines, MAX_PROCESSES_SHOWN).map(line => `  ${line}`);
}
function describe({ pid, age, command }, ports) {
    const listens = ports.length === 0 ? '' : `, listens on ${ports.join(', ')}`;
    return `pid ${pid}, ${ageText(age)}${listens}: ${shortCommand(command, MAX_COMMAND_LENGTH)}`;
}
/** A command on one line, without control characters. */
function shortCommand(command, width) {
    const plain = command.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    return plain.length > width ? `${plain.slice(0, width)}…` : plain;
}
function ageText(seconds) {
    if (seconds < 100)
        return `${Math.round(seconds)} s`;
    return `${Math.round(seconds / 60)} min`;
}


/***/ }),

/***/ 177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   Gy: () => (/* binding */ withLines),
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   LI: () => (/* binding */ round),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   PW: () => (/* binding */ limitText),
/* harmony export */   S5: () => (/* binding */ durationText),
/* harmony export */   it: () => (/* binding */ cutMiddle),
/* harmony export */   pV: () => (/* binding */ bytesText),
/* harmony export */   vU: () => (/* binding */ listedLines),
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
/** `212 MB`: powers of 1000, at most three digits. */
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
/** `1 check`, `3 checks`. */
function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
/** `a, b and 3 more`: at most `max` items. */
function listed(items, max, separator = ', ') {
    const rest = items.length - max;
    const shown = items.slice(0, max).join(separator);
    return rest > 0 ? `${shown} and ${rest} more` : shown;
}
/** At most `max` lines, then `… and 3 more`. */
function listedLines(lines, max) {
    const rest = lines.length - max;
    return rest > 0 ? [...lines.slice(0, max), `… and ${rest} more`] : [...lines];
}
/** Cuts a text to `length` characters: keeps the start, which says what happened, and the end, which has the command. */
function cutMiddle(text, length) {
    if (text.length <= length)
        return text;
    const head = Math.floor(length / 3);
    const tail = length - head;
    return `${text.slice(0, head)}\n… (${text.length - length} characters omitted)\n${text.slice(-tail)}`;
}
function two(count) {
    return String(count).padStart(2, '0');
}
/** Adds lines to a message: before the command at its end, or they would look like a part of it. */
function withLines(message, lines) {
    const end = message.lastIndexOf('\nReproduce: ');
    const at = end < 0 ? message.length : end;
    return [message.slice(0, at), ...lines].join('\n') + message.slice(at);
}
/** Rounds to three decimals. */
function round(seconds) {
    return Math.round(seconds * 1000) / 1000;
}
/** `90 s`, `20 min`, `2 h`: as a user would write it. */
function limitText(seconds) {
    if (seconds >= 3600 && seconds % 3600 === 0)
        return `${seconds / 3600} h`;
    if (seconds >= 120 && seconds % 60 === 0)
        return `${seconds / 60} min`;
    return `${seconds} s`;
}
const UNITS = { s: 1, m: 60, h: 3600 };
/** The seconds of `90s`, `20m` or `1h`; undefined for anything else, including an empty text. */
function parseDuration(text) {
    const match = /^(\d+(?:\.\d+)?)([smh])$/.exec(text.trim());
    if (!match)
        return undefined;
    const seconds = Number(match[1]) * (UNITS[match[2] ?? ''] ?? Number.NaN);
    return seconds > 0 ? seconds : undefined;
}


/***/ }),

/***/ 292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $H: () => (/* binding */ asMap),
/* harmony export */   e1: () => (/* binding */ asText),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
/** Parses JSON; undefined if the text is not JSON, or not a map. */
function parseJson(text) {
    try {
        return asMap(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function asMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
/** A text that is not empty. */
function asText(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ }),

/***/ 4869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GX: () => (/* binding */ toOneLine),
/* harmony export */   Us: () => (/* binding */ escapeInvisibleText),
/* harmony export */   ts: () => (/* binding */ escapeInvisible),
/* harmony export */   wy: () => (/* binding */ hasInvisible),
/* harmony export */   xv: () => (/* binding */ truncate)
/* harmony export */ });
/** Characters that are invisible or change the order of the text. */
const INVISIBLE = /[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const ESCAPES = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** An untrusted name on one line, with invisible characters as escapes: `\n`, `\u001b`. */
function escapeInvisible(name) {
    return name.replace(INVISIBLE, char => ESCAPES[char] ?? unicodeEscape(char));
}
/** An untrusted text: keeps its line breaks and tabs, and terminal colors if `isColored`. */
function escapeInvisibleText(text, isColored = false) {
    const escaped = (part) => part.replace(INVISIBLE, char => (/[\n\t]/.test(char) ? char : escapeInvisible(char)));
    if (!isColored)
        return escaped(text);
    return text
        .split(/(\x1b\[[\d;]*m)/)
        .map((part, at) => (at % 2 === 1 ? part : escaped(part)))
        .join('');
}
/** Whether a text has invisible characters other than line breaks and tabs. */
function hasInvisible(word) {
    return escapeInvisibleText(word) !== word;
}
function unicodeEscape(char) {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
/** An untrusted text as part of a sentence: one line without control characters, cut to `maxLength`. */
function toOneLine(text, maxLength = 200) {
    const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    return truncate(line, maxLength);
}
/** At most `maxLength` characters; `…` takes the place of the end that is cut. */
function truncate(text, maxLength) {
    return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}


/***/ }),

/***/ 1764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fl: () => (/* binding */ baseName),
/* harmony export */   GC: () => (/* binding */ formatConf),
/* harmony export */   No: () => (/* binding */ mergeConf),
/* harmony export */   sA: () => (/* binding */ parseConf)
/* harmony export */ });
/** Parses nix.conf text: `name = value` lines, `include` and `!include`, `#` comments. */
function parseConf(text) {
    const settings = [];
    const bad = [];
    text.split('\n').forEach((full, index) => {
        const line = full.replace(/#.*/, '').trim();
        if (line === '')
            return;
        const match = /^([A-Za-z][\w-]*)\s*=\s*(.*)$/.exec(line) ?? /^(!?include)\s+(\S.*)$/.exec(line);
        if (match)
            settings.push({ name: match[1] ?? '', value: match[2] ?? '' });
        else
            bad.push({ line: index + 1, text: full.trim() });
    });
    return { settings, bad };
}
/** Formats settings as nix.conf text. */
function formatConf(settings) {
    const line = ({ name, value }) => /^!?include$/.test(name) ? `${name} ${value}` : `${name} = ${value}`.trimEnd();
    return settings.map(setting => `${line(setting)}\n`).join('');
}
/**
 * Merges our settings with the user's, which replace ours. Our `extra-…` settings come last, because a later
 * `name = value` would drop what an earlier `extra-name` added.
 */
function mergeConf(ours, users) {
    const given = new Set(users.map(({ name }) => name));
    const plain = ours.filter(({ name }) => !name.startsWith('extra-') && !given.has(name));
    const extra = ours.filter(({ name }) => name.startsWith('extra-'));
    return [...plain, ...users, ...extra];
}
/** A setting's name without `extra-`. */
function baseName(name) {
    return name.replace(/^extra-/, '');
}


/***/ }),

/***/ 861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GZ: () => (/* binding */ linuxUserNames),
/* harmony export */   W4: () => (/* binding */ buildUserNames),
/* harmony export */   X2: () => (/* binding */ BUILD_GROUP),
/* harmony export */   _7: () => (/* binding */ NIX_FOLDERS)
/* harmony export */ });
const BUILD_GROUP = 'nixbld';
/** Directories below /nix that Nix does not create unless it runs as root. */
const NIX_FOLDERS = [
    '/nix/store',
    '/nix/var',
    '/nix/var/log',
    '/nix/var/log/nix',
    '/nix/var/log/nix/drvs',
    '/nix/var/nix',
    '/nix/var/nix/daemon-socket',
    '/nix/var/nix/profiles',
];
/** Build users that other installers create: a build for which there is none waits for 5 seconds. */
const USUAL_USERS = 32;
/** The names of the build users: one per concurrent build, and two for Nix's other work. @param jobs builds at once */
function buildUserNames(jobs) {
    return Array.from({ length: jobs + 2 }, (_, index) => `${BUILD_GROUP}${index + 1}`);
}
/** The same on Linux, where it takes little time to create more users, for a `-j` or `max-jobs` above the cores. */
function linuxUserNames(cores) {
    return buildUserNames(Math.max(cores, USUAL_USERS - 2));
}


/***/ }),

/***/ 6188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lh: () => (/* binding */ hasDaemonNetrc),
/* harmony export */   Vz: () => (/* binding */ Netrc),
/* harmony export */   i5: () => (/* binding */ emptyDaemonNetrc),
/* harmony export */   j_: () => (/* binding */ removeDaemonNetrc)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1814);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1469);
/* harmony import */ var _conf_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1764);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4276);






/**
 * The only file that ever contains a Cachix token: Nix needs it to read a private cache. Removed before the first command
 * of the project. Evaluation can read whatever the user can read, so the daemon's file belongs to root.
 */
class Netrc {
    #nix;
    #executor;
    #ctx;
    #writtenBy = 'none';
    /** Whether one was written and has been removed. */
    wasRemoved = false;
    constructor(nix, executor, ctx) {
        this.#nix = nix;
        this.#executor = executor;
        this.#ctx = ctx;
    }
    get #path() {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#ctx.folder, 'netrc');
    }
    /** @returns the settings that refer to it; never throws */
    async write(text) {
        try {
            if (this.#nix.mode === 'single-user') {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(this.#path, text, { mode: 0o600 });
                this.#writtenBy = 'user';
                return [{ name: 'netrc-file', value: this.#path }];
            }
            if (await this.#isOurDaemon()) {
                const script = `umask 077; cat >${_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .DAEMON_NETRC */ .M2}`;
                await this.#executor.one({
                    ...(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_2__/* .root */ .z)("Writing the daemon's netrc for the private cache", '/bin/sh', '-c', script),
                    input: text,
                });
                this.#writtenBy = 'root';
                return [];
            }
            this.#ctx.logger.warning('The private cache is not used: the existing Nix daemon accepts a netrc-file from its administrator only. The job continues without it.', 'Private cache');
        }
        catch (error) {
            this.#ctx.logger.warning(`The private cache is not used: ${(0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .formatError */ .Wk)(error)}`, 'Private cache');
        }
        return [];
    }
    /** Whether this or an earlier use of the action installed it: then its settings name the file, and root is available. */
    async #isOurDaemon() {
        if (this.#nix.install === 'installed')
            return true;
        const { settings } = (0,_conf_js__WEBPACK_IMPORTED_MODULE_5__/* .parseConf */ .sA)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .SYSTEM_CONF */ .BD, 'utf8').catch(() => ''));
        if (!settings.some(it => it.name === 'netrc-file' && it.value === _paths_js__WEBPACK_IMPORTED_MODULE_4__/* .DAEMON_NETRC */ .M2))
            return false;
        const { env, cancel, logger } = this.#ctx;
        const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo';
        this.#executor = new _host_executor_js__WEBPACK_IMPORTED_MODULE_2__/* .Executor */ .Q(asRoot, env, cancel, logger);
        return true;
    }
    async remove() {
        this.wasRemoved = this.#writtenBy !== 'none';
        const isLix = this.#nix.flavor === 'lix';
        if (this.#writtenBy === 'user' && isLix)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(this.#path, '');
        else if (this.#writtenBy === 'user')
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(this.#path, { force: true });
        if (this.#writtenBy === 'root')
            await (isLix ? emptyDaemonNetrc(this.#executor) : removeDaemonNetrc(this.#executor));
        this.#writtenBy = 'none';
    }
}
/** Empties it instead of removing it: Lix 2.96 downloads nothing if its netrc-file is missing. */
async function emptyDaemonNetrc(executor) {
    const script = `umask 077; : >${_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .DAEMON_NETRC */ .M2}`;
    await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_2__/* .root */ .z)("Clearing the daemon's netrc", '/bin/sh', '-c', script));
}
/** Whether the daemon's netrc exists and is not empty. */
async function hasDaemonNetrc() {
    const { size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .DAEMON_NETRC */ .M2).catch(() => ({ size: 0 }));
    return size > 0;
}
async function removeDaemonNetrc(executor) {
    await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_2__/* .root */ .z)("Removing the daemon's netrc", 'rm', '-f', _paths_js__WEBPACK_IMPORTED_MODULE_4__/* .DAEMON_NETRC */ .M2));
}


/***/ }),

/***/ 4276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ SYSTEM_CONF),
/* harmony export */   KG: () => (/* binding */ DEFAULT_PROFILE),
/* harmony export */   M2: () => (/* binding */ DAEMON_NETRC),
/* harmony export */   Xs: () => (/* binding */ DAEMON_SOCKET),
/* harmony export */   wT: () => (/* binding */ SYSTEMD_UNITS)
/* harmony export */ });
const DEFAULT_PROFILE = '/nix/var/nix/profiles/default';
const DAEMON_SOCKET = '/nix/var/nix/daemon-socket/socket';
const SYSTEM_CONF = '/etc/nix/nix.conf';
/** Where `systemctl link` puts the units of the daemon. */
const SYSTEMD_UNITS = ['service', 'socket'].map(kind => `/etc/systemd/system/nix-daemon.${kind}`);
/** netrc-file of a daemon that we install, owned by root; its settings name it from the start. */
const DAEMON_NETRC = '/etc/nix/nix-ci-netrc';


/***/ }),

/***/ 7726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vv: () => (/* binding */ MAX_PATHS_PER_CALL),
  il: () => (/* binding */ Store),
  O0: () => (/* binding */ dumpPath),
  W_: () => (/* binding */ registeredAt)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./build/host/process/spawn.js + 2 modules
var spawn = __webpack_require__(3138);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
;// CONCATENATED MODULE: ./build/nix/path-info.js
/**
 * Parses `nix path-info --json` of any version: a list until 2.18, a map since 2.19, and both formats added since 2.33:
 * 2 has base names below `info`, 3 (2.35) has split signatures. Skips invalid paths (null).
 * @throws Error for any other text
 */
function parsePathInfo(text) {
    const json = JSON.parse(text);
    if (Array.isArray(json))
        return json.flatMap(entry => fromEntry(entry, undefined));
    const map = isRecord(json) && isRecord(json.info) ? json.info : json;
    if (!isRecord(map))
        throw new Error('nix path-info printed neither a list nor a map');
    return Object.entries(map).flatMap(([path, entry]) => fromEntry(entry, path));
}
function fromEntry(entry, key) {
    if (!isRecord(entry) || entry.valid === false || typeof entry.narHash !== 'string')
        return [];
    const path = fullPath(key ?? entry.path);
    if (!path || typeof entry.narSize !== 'number')
        return [];
    return [
        {
            path,
            narHash: entry.narHash,
            narSize: entry.narSize,
            references: list(entry.references).flatMap(reference => fullPath(reference) ?? []),
            deriver: fullPath(entry.deriver),
            signatures: list(entry.signatures).flatMap(signature),
            ultimate: entry.ultimate === true,
            contentAddressed: Boolean(entry.ca),
            ...(typeof entry.ca === 'string' && entry.ca !== '' ? { ca: entry.ca } : {}),
            registered: typeof entry.registrationTime === 'number' ? entry.registrationTime : 0,
        },
    ];
}
function fullPath(path) {
    if (typeof path !== 'string' || path === '')
        return undefined;
    return path.startsWith('/') ? path : `/nix/store/${path}`;
}
function signature(value) {
    if (typeof value === 'string')
        return [value];
    if (!isRecord(value) || typeof value.keyName !== 'string' || typeof value.sig !== 'string')
        return [];
    return [`${value.keyName}:${value.sig}`];
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// EXTERNAL MODULE: ./build/nix/version.js
var version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/nix/store.js







/** Paths on one command line: far below the kernel's limit. */
const MAX_PATHS_PER_CALL = 500;
/** The first version in which `--json` without a format is deprecated. */
const JSON_FORMAT_SINCE = '2.33';
/** Queries the store of this machine. */
class Store {
    #nix;
    #env;
    /** @param env with the settings of Nix, without credentials */
    constructor(nix, env) {
        this.#nix = nix;
        this.#env = env;
    }
    /** The outputs of derivations, valid or not. */
    async outputs(derivations) {
        return this.#lines(['--query', '--outputs'], derivations);
    }
    /** The closure of a valid path, itself included; for a derivation, its input derivations. */
    async requisites(path) {
        return this.#lines(['--query', '--requisites'], [path]);
    }
    /** The valid ones of these paths. */
    async valid(paths) {
        const invalid = new Set(await this.#lines(['--check-validity', '--print-invalid'], paths));
        return paths.filter(path => !invalid.has(path));
    }
    /** The database records of valid paths and of their closures. */
    async closures(paths) {
        // Without a path, Nix would look at the flake in the working directory.
        return paths.length === 0 ? [] : this.#infos(['--recursive'], paths);
    }
    /** The database records of the valid ones of these paths. */
    async infos(paths) {
        return paths.length === 0 ? [] : this.#infos([], paths);
    }
    /** The database records of all valid paths. */
    async everything() {
        return this.#infos(['--all'], []);
    }
    async #infos(flags, paths) {
        const found = new Map();
        const format = (0,version/* hasFeature */.jI)(this.#nix, JSON_FORMAT_SINCE) ? ['--json-format', '1'] : [];
        const texts = await this.#calls('nix', ['path-info', '--json', ...format, ...flags], paths);
        for (const info of texts.flatMap(parsePathInfo))
            found.set(info.path, info);
        return [...found.values()];
    }
    /** What `nix-store` prints. */
    async #lines(flags, paths) {
        if (paths.length === 0)
            return [];
        const texts = await this.#calls('nix-store', flags, paths);
        return [...new Set(texts.flatMap(text => text.split('\n')).filter(line => line !== ''))];
    }
    async #calls(program, flags, paths) {
        const texts = [];
        for (let first = 0; first === 0 || first < paths.length; first += MAX_PATHS_PER_CALL) {
            const some = paths.slice(first, first + MAX_PATHS_PER_CALL);
            const argv = [(0,external_node_path_.join)(this.#nix.bin, program), ...flags, ...some];
            const { code, stdout, stderr } = await (0,spawn/* capture */.Fg)(argv, { env: this.#env, cwd: '/' });
            if (code !== 0)
                throw new Error(`${program} ${flags.join(' ')} exited with ${code}: ${stderr.trim().slice(-500)}`);
            texts.push(stdout);
        }
        return texts;
    }
}
/**
 * When the store registered the outputs of derivations, in milliseconds of `performance.now()`. The store records whole
 * seconds; this returns the middle of the second. Omits unknown ones. Never throws: a failure returns an empty map.
 */
async function registeredAt(derivations, nix, env) {
    const store = new Store(nix, env);
    const startedAt = Date.now() - performance.now();
    try {
        const infos = await store.infos(await store.outputs(derivations));
        const times = infos.flatMap(({ deriver, registered }) => deriver ? [[deriver, registered * 1000 + 500 - startedAt]] : []);
        return new Map(times);
    }
    catch {
        return new Map();
    }
}
/**
 * The NAR of a store path, as `nix-store --dump` prints it. Fails with an ActionError if that fails; destroying the stream
 * kills the process.
 * @param bin the directory of Nix's programs
 */
function dumpPath(bin, path, env) {
    const nar = new external_node_stream_.PassThrough({ highWaterMark: 256 << 10 });
    const child = (0,external_node_child_process_.spawn)((0,external_node_path_.join)(bin, 'nix-store'), ['--dump', path], {
        cwd: '/',
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
        if (stderr.length < 4096)
            stderr += chunk;
    });
    const fail = (reason) => nar.destroy(new errors/* ActionError */.lZ(`it cannot be read: ${reason}`, 'Check the Nix store.'));
    child.on('error', error => fail(error.message));
    // Ends the stream only after a successful exit, so that a reader never takes a partial NAR for a full one.
    child.on('close', (code, signal) => {
        if (code === 0)
            nar.end();
        else
            fail(`nix-store --dump exited with ${code ?? signal}: ${stderr.trim()}`);
    });
    child.stdout.pipe(nar, { end: false });
    nar.on('close', () => child.kill());
    return nar;
}


/***/ }),

/***/ 5252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O$: () => (/* binding */ guessFlavor),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   du: () => (/* binding */ isAtLeast),
/* harmony export */   jI: () => (/* binding */ hasFeature),
/* harmony export */   ut: () => (/* binding */ isOfLine)
/* harmony export */ });
/** The first version of Lix, which has its own numbering. */
const FIRST_LIX = '2.90';
/** The flavor of a release, judged by its version number. */
function guessFlavor(version) {
    return isAtLeast(version, FIRST_LIX) ? 'lix' : 'nix';
}
/**
 * Whether a version has a feature that Nix added in `since`.
 * @param lix the version of Lix that added it; undefined: Lix does not have it
 */
function hasFeature({ version, flavor }, since, lix) {
    if (flavor === 'lix')
        return lix !== undefined && isAtLeast(version, lix);
    return isAtLeast(version, since);
}
/** Compares version numbers part by part, for `Array.sort`. */
function compareVersions(left, right) {
    const [a, b] = [numbers(left), numbers(right)];
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
        const difference = (a[i] ?? 0) - (b[i] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return 0;
}
/** Whether `version` is at least `least`. */
function isAtLeast(version, least) {
    return compareVersions(version, least) >= 0;
}
/** Whether a full version such as `2.34.7` is in the line `2.34`, or equal to it. */
function isOfLine(version, line) {
    return version === line || version.startsWith(`${line}.`);
}
function numbers(version) {
    return (version.match(/^\d+(\.\d+)*/)?.[0] ?? '').split('.').map(Number);
}


/***/ }),

/***/ 3941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HQ: () => (/* binding */ readCheckpoint),
/* harmony export */   PI: () => (/* binding */ removeCheckpoint),
/* harmony export */   WD: () => (/* binding */ saveInitialCheckpoint),
/* harmony export */   ke: () => (/* binding */ Progress),
/* harmony export */   s4: () => (/* binding */ saveCheckpoint)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(177);
/* harmony import */ var _steps_outcome_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1716);





/** Why the remaining steps did not run. */
const ACTION_KILLED = 'the action was killed';
const NAME = 'progress.json';
/** In which further changes may come: a short step need not be saved. */
const SAVE_MS = 50;
/** How far the steps have come, for the report of a run whose process is killed. */
class Progress {
    #changed;
    #clock;
    #steps = [];
    #at = -1;
    #start = 0;
    #timer;
    #hasEnded = false;
    /**
     * @param changed called now and then with the steps to report as unfinished if the process died now
     * @param clock seconds since main started
     */
    constructor(changed, clock) {
        this.#changed = changed;
        this.#clock = clock;
        this.#saveSoon();
    }
    /** Sets the list of steps. */
    plan(steps) {
        this.#steps = steps;
        this.#saveSoon();
    }
    /** A step starts; it is found by its name, since `plan: true` replaces the objects. */
    startStep(step) {
        this.#at = this.#steps.findIndex(({ name }) => name === step.name);
        this.#start = this.#clock();
        this.#saveSoon();
    }
    /** All steps have finished. */
    finish() {
        this.#steps = [];
        this.#at = -1;
        this.#saveSoon();
    }
    /** The run is being reported: nothing is saved from now on. */
    end() {
        this.#hasEnded = true;
        clearTimeout(this.#timer);
    }
    #saveSoon() {
        if (this.#hasEnded)
            return;
        this.#timer ??= setTimeout(() => {
            this.#timer = undefined;
            this.#changed(this.unfinished(ACTION_KILLED));
        }, SAVE_MS);
    }
    /**
     * The current step, as cancelled, and those after it, as not run.
     * @param reason why the latter did not run
     */
    unfinished(reason) {
        const current = this.#steps[this.#at];
        const now = this.#clock();
        const timing = { start: this.#start, seconds: (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_3__/* .round */ .LI)(now - this.#start), attempts: 1 };
        const later = this.#steps.slice(this.#at + 1).map(step => (0,_steps_outcome_js__WEBPACK_IMPORTED_MODULE_4__/* .notRun */ .nE)(step, now, reason));
        if (!current)
            return later;
        const { name, kind } = current;
        return [{ name, kind, status: 'cancelled', ...timing, exitCode: null }, ...later];
    }
}
/** Saves, for post, that a run has started. */
function saveInitialCheckpoint(folders, startedAt) {
    saveCheckpoint(folders, {
        startedAt,
        result: 'failure',
        nix: null,
        trust: null,
        phases: [],
        steps: [],
        derivations: [],
        fetches: [],
        store: { built: 0, fetched: 0, fetchedBytes: 0, pushed: 0, pushedBytes: 0 },
        caches: [],
        leftovers: [],
    });
}
/** Saves, for post, how far a run has come. */
function saveCheckpoint(folders, data) {
    // A command may have cleared RUNNER_TEMP.
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(folders.private, { recursive: true, mode: 0o700 });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folders.private, NAME), JSON.stringify({ ...data, baseline: undefined }));
}
/** Removes the checkpoint of a run that has been reported. */
function removeCheckpoint(folders) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folders.private, NAME), { force: true });
}
/** The checkpoint of a main that was killed; undefined if it reported itself or the file is not readable as one. */
async function readCheckpoint(folders) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folders.private, NAME), 'utf8').catch(() => undefined);
    if (text === undefined)
        return undefined;
    try {
        const data = JSON.parse(text);
        return { ...data, startedAt: new Date(data.startedAt) };
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 3866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A9: () => (/* binding */ PRIVATE_DIR),
/* harmony export */   Le: () => (/* binding */ checkedFolders),
/* harmony export */   N6: () => (/* binding */ parseStarted),
/* harmony export */   Ws: () => (/* binding */ removePrivate),
/* harmony export */   "in": () => (/* binding */ createFolders),
/* harmony export */   jk: () => (/* binding */ RUN_DIR_PREFIX),
/* harmony export */   nd: () => (/* binding */ saveStarted),
/* harmony export */   y7: () => (/* binding */ readStarted)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1469);





/** The prefix of the shared folder, and the name of the private one in it. */
const RUN_DIR_PREFIX = 'nix-ci-';
const PRIVATE_DIR = 'private';
/**
 * Creates the folders, accessible to their owner only.
 * @throws ActionError without RUNNER_TEMP
 */
async function createFolders(temp) {
    if (!temp || !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(temp)) {
        throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ(`RUNNER_TEMP ${temp ? `(${temp}) does not exist` : 'is not set'}.`, 'This action must run on a GitHub Actions runner, which sets RUNNER_TEMP.');
    }
    const shared = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(temp, RUN_DIR_PREFIX));
    const folders = { shared, private: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(shared, PRIVATE_DIR) };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(folders.private, { mode: 0o700 });
    return folders;
}
/**
 * The folders in the saved state, if main created them: steps between main and post may have changed the state, and post
 * removes the private folder.
 */
function checkedFolders(shared, temp) {
    if (!temp || (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(shared) !== temp || !shared.startsWith((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(temp, RUN_DIR_PREFIX)))
        return undefined;
    const folders = { shared, private: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(shared, PRIVATE_DIR) };
    const isOurs = Object.values(folders).every(folder => {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(folder, { throwIfNoEntry: false });
        return stat?.isDirectory() && stat.uid === (0,node_os__WEBPACK_IMPORTED_MODULE_2__.userInfo)().uid;
    });
    return isOurs ? folders : undefined;
}
async function saveStarted(folders, { daemon, service, mainEndedAt }) {
    const text = JSON.stringify({ daemon, service, mainEndedAt });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folders.private, 'started.json'), text);
}
/** Reads what main started; nothing if the file is missing or invalid. */
async function readStarted(folders) {
    return parseStarted(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folders.private, 'started.json'), 'utf8').catch(() => '{}'));
}
/** What was started, as JSON; nothing if it is invalid. Pure. */
function parseStarted(text) {
    try {
        const { daemon, service, mainEndedAt } = JSON.parse(text);
        const isDaemon = typeof daemon?.pid === 'number' && typeof daemon.birth === 'string';
        return {
            daemon: isDaemon ? daemon : undefined,
            service: service === true,
            mainEndedAt: typeof mainEndedAt === 'number' ? mainEndedAt : undefined,
        };
    }
    catch {
        return {};
    }
}
async function removePrivate(folders) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folders.private, { recursive: true, force: true });
}


/***/ }),

/***/ 3583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q_: () => (/* binding */ findLeftovers),
  ac: () => (/* binding */ leftoverRecords),
  _f: () => (/* binding */ leftoverWarning),
  WZ: () => (/* binding */ processTree),
  g5: () => (/* binding */ terminateLeftovers)
});

// EXTERNAL MODULE: ./build/host/process/descendants.js
var descendants = __webpack_require__(1277);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/host/process/short.js
var process_short = __webpack_require__(1327);
;// CONCATENATED MODULE: ./build/host/process/ports.js


/** The state LISTEN in /proc/net/tcp. (include/net/tcp_states.h) */
const LISTEN = '0A';
/**
 * The TCP ports on which processes listen, from /proc or, on macOS, from lsof. Processes of other users are missing.
 * @returns by pid; without processes that do not listen
 */
async function listeningPorts(pids) {
    if (pids.length === 0)
        return new Map();
    const tables = await Promise.all(['tcp', 'tcp6'].map(name => (0,promises_.readFile)(`/proc/net/${name}`, 'utf8').catch(() => undefined)));
    if (tables.every(table => table === undefined))
        return fromLsof(pids);
    const ports = new Map(tables.flatMap(table => parseListening(table ?? '')));
    const found = await Promise.all(pids.map(async (pid) => {
        const listening = (await socketsOf(pid)).flatMap(inode => ports.get(inode) ?? []);
        return [pid, sorted(listening)];
    }));
    return new Map(found.filter(([, listening]) => listening.length > 0));
}
/** Parses /proc/net/tcp or tcp6. @returns inodes of sockets that listen, with their ports */
function parseListening(table) {
    return table
        .split('\n')
        .slice(1)
        .flatMap((line) => {
        // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode (proc_pid_net(5))
        const fields = line.trim().split(/\s+/);
        const [local = '', state, inode] = [fields[1], fields[3], fields[9]];
        const port = Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16);
        return state === LISTEN && inode ? [[inode, port]] : [];
    });
}
async function socketsOf(pid) {
    const folder = `/proc/${pid}/fd`;
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    const links = await Promise.all(names.map(name => (0,promises_.readlink)(`${folder}/${name}`).catch(() => '')));
    return links.flatMap(link => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}
async function fromLsof(pids) {
    const argv = ['lsof', '-nP', '-a', '-iTCP', '-sTCP:LISTEN', '-p', pids.join(','), '-Fpn'];
    const env = { PATH: '/usr/sbin:/usr/bin:/bin' };
    const { stdout } = await (0,process_short/* runShort */.c)(argv, { env }).catch(() => ({ stdout: '' }));
    return parseLsof(stdout);
}
/** Parses the output of `lsof -Fpn`: `p` and a pid, then an `n` and an address for each of its sockets. */
function parseLsof(text) {
    const ports = new Map();
    let pid = 0;
    for (const line of text.split('\n')) {
        if (line.startsWith('p'))
            pid = Number(line.slice(1));
        const port = /^n.*:(\d+)$/.exec(line)?.[1];
        if (port)
            ports.set(pid, sorted([...(ports.get(pid) ?? []), Number(port)]));
    }
    return ports;
}
function sorted(ports) {
    return [...new Set(ports)].sort((a, b) => a - b);
}

// EXTERNAL MODULE: ./build/host/process/spawn.js + 2 modules
var spawn = __webpack_require__(3138);
// EXTERNAL MODULE: ./build/host/process/table.js
var table = __webpack_require__(2853);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
;// CONCATENATED MODULE: ./build/steps/leftover-processes.js





/** Milliseconds that processes get to exit before they count as left running. */
const EXIT_WAIT_MS = 300;
/** Processes that a warning names. */
const MAX_PROCESSES_SHOWN = 8;
/**
 * Running processes as a tree, with the ports on which they listen.
 * @param leaders the processes that were started, each of which leads a session
 * @param tag the tag in the environment of their descendants; without it only the sessions are searched
 */
async function processTree(leaders, tag) {
    const all = (await Promise.all(leaders.map(leader => (0,descendants/* processesOf */.L6)(leader, tag)))).flat();
    // A command's leader is the shell that wraps it.
    const processes = tag === undefined ? all : all.filter(({ pid }) => !leaders.includes(pid));
    return (0,table/* formatProcessTree */.vU)(processes, await listeningPorts(processes.map(({ pid }) => pid)));
}
/** Finds what a command left running, after it exited and before the rest is terminated. */
async function findLeftovers(step, leader, tag) {
    let left = await (0,descendants/* processesOf */.L6)(leader, tag);
    for (let waited = 0; waited < EXIT_WAIT_MS && left.length > 0; waited += 50) {
        await (0,spawn/* sleep */.yy)(50);
        left = await (0,descendants/* processesOf */.L6)(leader, tag);
    }
    const detached = left.filter(({ session, group }) => session !== leader && group !== leader);
    return { records: await leftoverRecords(step, left), detached: detached.map(({ pid }) => pid) };
}
/** The report's records of processes. */
async function leftoverRecords(step, processes) {
    const ports = await listeningPorts(processes.map(({ pid }) => pid));
    return processes.map(({ pid, command }) => ({
        step,
        pid,
        command: (0,table/* shortCommand */.sw)(command, 200),
        ports: ports.get(pid) ?? [],
    }));
}
/** The warning about what a step left running. Pure. @param survivors processes of another user */
function leftoverWarning(step, { records, detached }, survivors) {
    const names = records.map(({ pid, command, ports }) => {
        const listens = ports.length === 0 ? '' : `, listening on port ${ports.join(', ')}`;
        return `${(0,table/* shortCommand */.sw)(command, 80)} (pid ${pid}${listens})`;
    });
    const list = (0,format/* listed */.KE)(names, MAX_PROCESSES_SHOWN, '; ');
    const [what, were] = records.length === 1 ? ['a process', 'was'] : ['processes', 'were'];
    if (survivors.length > 0) {
        const them = survivors.map(({ pid, command }) => `${(0,table/* shortCommand */.sw)(command, 80)} (pid ${pid})`);
        return [
            ...(records.length === 0 ? [] : [`${step} left ${what} running: ${list}.`]),
            `Could not terminate processes that ${step} started as another user: ${(0,format/* listed */.KE)(them, MAX_PROCESSES_SHOWN, '; ')}. Stop them in the test with sudo.`,
        ].join(' ');
    }
    return [
        `${step} left ${what} running, which ${were} terminated: ${list}.`,
        ...adviceOn(records, detached),
    ].join(' ');
}
const TRAP = `Clean up in the test: trap 'kill $(jobs -p); wait' EXIT.`;
const STOP = 'A daemon (its own session, as with setsid) is not a job of the shell: run it in the foreground with &, or stop it with its stop command or pid file.';
/** The shell's jobs are only what it started itself and what stayed in its session. */
function adviceOn(records, detached) {
    const daemons = records.filter(({ pid }) => detached.includes(pid)).length;
    return [...(daemons < records.length ? [TRAP] : []), ...(daemons > 0 ? [STOP] : [])];
}
/** Terminates all that is left of a command, before credentials are available again. @returns what survived */
function terminateLeftovers(leader, tag) {
    return (0,descendants/* endProcesses */.Hk)(() => (0,descendants/* processesOf */.L6)(leader, tag));
}


/***/ }),

/***/ 1716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   hH: () => (/* binding */ stepError),
/* harmony export */   nE: () => (/* binding */ notRun),
/* harmony export */   qO: () => (/* binding */ SUCCESS)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(873);


const SUCCESS = { status: 'success', exitCode: 0 };
/** A step that failed before any of its processes ran. */
function refused(message) {
    return { status: 'failure', exitCode: null, error: { message } };
}
/** The record of a step that does not run. @param start seconds since main started */
function notRun({ name, kind }, start, reason) {
    return { name, kind, status: 'not-run', start, seconds: 0, attempts: 0, exitCode: null, reason };
}
/** The status of a step whose process ended so. */
function statusOf({ cancelled, timedOut, code }) {
    if (cancelled)
        return 'cancelled';
    if (timedOut)
        return 'timeout';
    return code === 0 ? 'success' : 'failure';
}
/** The exit code; null if the action stopped the process. */
function exitCodeOf({ cancelled, timedOut, code }) {
    return timedOut || cancelled ? null : code;
}
/** The fields of an error that are reported, without terminal colors: the job page shows none. */
function stepError({ message, file, line, column, kind, keptFolder }) {
    return {
        message: (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(message),
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ file, line, column, kind, keptFolder }),
    };
}


/***/ }),

/***/ 813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DS: () => (/* binding */ isDependabot),
/* harmony export */   Ft: () => (/* binding */ isSame),
/* harmony export */   Jx: () => (/* binding */ ownCommits),
/* harmony export */   Sj: () => (/* binding */ lacksSecrets),
/* harmony export */   Tc: () => (/* binding */ isBaselineRun),
/* harmony export */   fg: () => (/* binding */ eventOfRun),
/* harmony export */   hW: () => (/* binding */ sha)
/* harmony export */ });
/* unused harmony exports readEvent, readPayload */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(292);


const DEPENDABOT = 'dependabot[bot]';
/**
 * Reads the facts of an event. Never throws: missing or invalid fields are undefined or `unknown`.
 * @param name GITHUB_EVENT_NAME
 * @param payload the event payload from GitHub
 * @param env for GITHUB_SHA, and for GITHUB_REF if the event has no ref
 */
function readEvent(name, payload, env) {
    const event = record(payload);
    const repository = readRepository(event.repository);
    const isPull = name === 'pull_request' || name === 'pull_request_target';
    const hasRef = name === 'push' || name === 'workflow_dispatch';
    return {
        name,
        repository,
        ref: (hasRef ? (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(event.ref) : undefined) ?? (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(env.GITHUB_REF),
        sha: sha(env.GITHUB_SHA),
        sender: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(record(event.sender).login),
        pull: isPull ? readPull(record(event.pull_request), repository) : undefined,
        workflowRun: name === 'workflow_run' ? readRun(record(event.workflow_run), repository) : undefined,
    };
}
/** Whether two identities are the same repository: by id, or by name if one has no id. */
function isSame(one, other) {
    if (!one || !other)
        return false;
    if (one.id !== undefined && other.id !== undefined)
        return one.id === other.id;
    return one.fullName !== undefined && one.fullName.toLowerCase() === other.fullName?.toLowerCase();
}
/** Whether the pull request, the push or the triggering run is from Dependabot. */
function isDependabot({ name, sender, pull, workflowRun }) {
    if (pull)
        return isBot(pull.author);
    return (name === 'push' && isBot(sender)) || (workflowRun?.fromDependabot ?? false);
}
/** Whether GitHub passes no secrets to this run: empty ones are not a mistake. */
function lacksSecrets(event) {
    const isForeign = event.name === 'pull_request' && event.pull?.origin !== 'same';
    return isForeign || isDependabot(event);
}
/** The commits that the event proves to be this repository's own. */
function ownCommits({ sha, pull, workflowRun }) {
    const commits = [sha];
    if (pull?.origin === 'same')
        commits.push(pull.headSha, pull.mergeSha);
    if (workflowRun?.origin === 'same' && workflowRun.event === 'pull_request') {
        commits.push(workflowRun.headSha);
    }
    return commits.filter(commit => commit !== undefined);
}
/** A commit hash in lower case; undefined for any other value. */
function sha(value) {
    return typeof value === 'string' && /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(value)
        ? value.toLowerCase()
        : undefined;
}
function readRepository(value) {
    const known = identity(value);
    if (!known)
        return undefined;
    const repository = record(value);
    return {
        ...known,
        fork: repository.fork === true,
        private: repository.private !== false,
        defaultBranch: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(repository.default_branch),
    };
}
function readPull(pull, repository) {
    const head = record(pull.head);
    const base = identity(record(pull.base).repo);
    const isOurs = base === undefined || isSame(base, repository);
    return {
        origin: isOurs ? originOf(head.repo, repository) : 'unknown',
        author: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(record(pull.user).login),
        headSha: sha(head.sha),
        mergeSha: sha(pull.merge_commit_sha),
    };
}
function readRun(run, repository) {
    const event = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(run.event);
    return {
        origin: originOfRun(run, event, repository),
        event,
        headSha: sha(run.head_sha),
        // Such a run does not name an author; these two only ever reduce trust.
        fromDependabot: isBot((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(record(run.actor).login)) ||
            ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(run.head_branch)?.startsWith('dependabot/') ?? false),
    };
}
/** For pull_request_target, only the list of pull requests is proof; GitHub omits those of forks from it. */
function originOfRun(run, event, repository) {
    const origin = originOf(run.head_repository, repository);
    const pulls = Array.isArray(run.pull_requests) ? run.pull_requests : [];
    const origins = pulls.map(pull => originOf(record(record(pull).head).repo, repository));
    const worst = [origin, ...origins].find(it => it !== 'same');
    if (worst)
        return worst;
    return event === undefined || (event === 'pull_request_target' && pulls.length === 0)
        ? 'unknown'
        : 'same';
}
function originOf(head, repository) {
    if (head === null)
        return 'deleted';
    const known = identity(head);
    if (!known || !repository)
        return 'unknown';
    return isSame(known, repository) ? 'same' : 'fork';
}
function isBot(login) {
    return login?.toLowerCase() === DEPENDABOT;
}
function record(value) {
    return (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asMap */ .$H)(value) ?? {};
}
function identity(value) {
    const { id, full_name } = record(value);
    const number = Number.isSafeInteger(id) && id > 0 ? id : undefined;
    const fullName = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(full_name);
    return number === undefined && fullName === undefined ? undefined : { id: number, fullName };
}
/** The event of this run; its facts are unknown if its file is missing or not JSON. Never throws. */
async function eventOfRun(env) {
    return readEvent(env.GITHUB_EVENT_NAME ?? '', await readPayload(env), env);
}
/** The payload of this run's event; undefined if its file is missing or not JSON. Never throws. */
async function readPayload(env) {
    // The toolkit would print a message about the missing file.
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(env.GITHUB_EVENT_PATH ?? ''))
        return undefined;
    try {
        // The toolkit reads the file when it is loaded; an invalid one must not end the process.
        const { contextOf } = await __webpack_require__.e(/* import() */ 326).then(__webpack_require__.bind(__webpack_require__, 7326));
        return contextOf(env).payload;
    }
    catch {
        return undefined;
    }
}
/** Whether the timings of this run become samples: only on the default branch. */
function isBaselineRun({ name, ref, repository }) {
    const branch = repository?.defaultBranch;
    const isEvent = name === 'push' || name === 'schedule' || name === 'workflow_dispatch';
    return isEvent && branch !== undefined && ref === `refs/heads/${branch}`;
}


/***/ })

};
