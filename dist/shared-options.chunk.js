export const id = 174;
export const ids = [174,525];
export const modules = {

/***/ 2466:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V_: () => (/* binding */ judgeSave),
/* harmony export */   ax: () => (/* binding */ judgeRestore),
/* harmony export */   mw: () => (/* binding */ broken)
/* harmony export */ });
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4869);

/** Interprets the result of a restore: the toolkit returns nothing both for a miss and for a failure. */
function judgeRestore({ value, error, status, lines }, requested) {
    if (error !== undefined)
        return broken(withStatus(error, status));
    if (value === undefined || value === null) {
        const line = lastMatch(lines, /^Failed to restore: (.*)/);
        if (line !== undefined) {
            const failure = withStatus(line, status);
            return refusalOf(failure) ?? broken(failure);
        }
        return { kind: 'miss', message: "GitHub's cache has no entry for this run." };
    }
    const key = String(value);
    const fits = [requested.key, ...requested.restoreKeys].some(it => key.startsWith(it));
    return fits && /^[\x20-\x7e]{1,512}$/.test(key)
        ? { kind: 'hit', key }
        : broken(`it returned a key that was not requested (${key})`);
}
/** Interprets the result of a save: the toolkit blames "another job" for any failed reservation. */
function judgeSave({ value, error, status, lines }) {
    const failed = lastMatch(lines, /^Failed to save: (.*)/);
    // Version 1 gives the id of what it reserved also where the upload failed.
    if (typeof value === 'number' && value >= 0 && failed === undefined)
        return { kind: 'saved' };
    const reason = error ??
        lastMatch(lines, /^Failed to reserve cache: (?:Error: )?(.*)/) ??
        failed ??
        lines.map(plain).find(line => /^::warning|^::error/.test(line)) ??
        '';
    const detail = withStatus(reason, status);
    if (lines.some(line => line.includes('cache write denied:')))
        return {
            kind: 'read-only',
            message: "GitHub's cache is read-only for this run; nothing is saved.",
        };
    if (tells(detail, 409) || detail.includes('already exists'))
        return { kind: 'exists', message: "Another job already saved this entry to GitHub's cache." };
    if (tells(detail, 413) || /too large|exceeds|over the .* limit/i.test(detail))
        return {
            kind: 'too-big',
            message: `GitHub's cache does not accept an archive of this size: ${quoted(detail)}`,
        };
    return refusalOf(detail) ?? broken(detail);
}
/** The failure of a service that does not work or cannot be reached. */
function broken(detail) {
    return { kind: 'broken', message: `GitHub's cache does not work in this run: ${quoted(detail)}` };
}
/** What the toolkit says of an answer whose body is no JSON, which it always expects. */
const NO_JSON = /(Unexpected|Expected|Unterminated|Bad) .*JSON.*/;
/** A reason with the HTTP status, if it is known and not in there. */
function withStatus(reason, status) {
    if (status === undefined || tells(reason, status))
        return reason;
    const text = reason.replace(NO_JSON, '').trim();
    const told = `HTTP status ${status}`;
    if (text === '' || text.endsWith(':'))
        return `${text} ${told}`.trim();
    return `${text.replace(/\.$/, '')} (${told})`;
}
/** Whether a reason tells one of these HTTP statuses, in the words of the toolkit or of {@link withStatus}. */
function tells(reason, ...statuses) {
    return new RegExp(`(\\(|responded with |HTTP status )(${statuses.join('|')})\\b`).test(reason);
}
function refusalOf(detail) {
    const refused = (what) => ({
        kind: 'refused',
        message: `GitHub's cache ${what}`,
    });
    if (detail.includes('cache read denied:'))
        return refused('does not allow this run to read.');
    if (tells(detail, 429) || detail.includes('Rate limited'))
        return refused('received too many requests from this repository within a minute (429).');
    if (/storage quota has been hit/.test(detail))
        return refused("is full: the repository's storage quota is used up.");
    if (tells(detail, 401, 403))
        return refused(`refuses this run: ${quoted(detail)}`);
    return undefined;
}
/** The match in the last matching line, of any level. */
function lastMatch(lines, pattern) {
    const found = lines.map(line => pattern.exec(plain(line).replace(/^::\w+::/, ''))?.[1]);
    return found.findLast(it => it !== undefined);
}
/** A line without the escapes of workflow commands. */
function plain(line) {
    return line.replaceAll('%0A', ' ').replaceAll('%0D', ' ').replaceAll('%25', '%');
}
/** One line of the service's text; the signature of a URL is a secret while the URL is valid. */
function quoted(detail) {
    const text = detail
        .replace(/^::\w+::/, '')
        .replace(/\s*If you are using self-hosted runners.*/s, '')
        .replace(/\bsig=[^&\s"']*/gi, 'sig=***');
    const line = (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(text, 240) || 'no reason given';
    return /[.!?…]$/.test(line) ? line : `${line}.`;
}


/***/ }),

/***/ 4979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hl: () => (/* binding */ unpackOne),
/* harmony export */   Jv: () => (/* binding */ rawVersion),
/* harmony export */   Sr: () => (/* binding */ standInForTar),
/* harmony export */   uQ: () => (/* binding */ takeRaw),
/* harmony export */   v3: () => (/* binding */ TooBig)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7598);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8474);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6760);





/** The file is larger than allowed. */
class TooBig extends Error {
}
/** Milliseconds between checks of the size of a file that is being unpacked. */
const SIZE_CHECK_INTERVAL_MS = 20;
/**
 * Replaces tar. The toolkit unpacks with `-P`, which lets an archive write wherever this user can; so instead of
 * unpacking, this keeps the archive. A raw file is no archive but itself: instead of packing it, it is given as it is.
 */
const STAND_IN = `#!/bin/sh
if [ "$1" = -xf ]; then exec ln "$2" "$NIX_CI_KEPT/"; fi
if [ "$1 $2" = '--posix -cf' ] && [ -n "$NIX_CI_RAW" ]; then exec ln "$NIX_CI_RAW" "$3"; fi
PATH=$NIX_CI_PATH
exec "\${0##*/}" "$@"
`;
/** Answers the toolkit's question for the version of zstd, on which the version of an entry depends. */
const STAND_IN_FOR_ZSTD = '#!/bin/sh\necho 1.5.5\n';
/**
 * Writes replacements for tar into a folder.
 * @param raw the file of a raw entry to save, or an empty text; undefined: the entry is not raw
 * @returns environment variables by which the toolkit finds them and they keep archives in `kept`
 */
async function standInForTar(folder, kept, path, raw) {
    // On macOS the toolkit prefers gtar, with other arguments.
    const names = ['tar', ...((await isOnPath('gtar', path)) ? ['gtar'] : [])];
    for (const name of names)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, name), STAND_IN, { mode: 0o755 });
    if (raw !== undefined)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, 'zstd'), STAND_IN_FOR_ZSTD, { mode: 0o755 });
    return {
        PATH: `${folder}${node_path__WEBPACK_IMPORTED_MODULE_4__.delimiter}${path}`,
        ...{ NIX_CI_PATH: path, NIX_CI_KEPT: kept, NIX_CI_RAW: raw ?? '' },
    };
}
/**
 * The toolkit's version of a raw entry: a digest of its file's name and of the compression that it believes to use. The
 * service finds an entry only with it.
 */
function rawVersion(name) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.createHash)('sha256').update(`${name}|zstd-without-long|1.0`).digest('hex');
}
/**
 * Moves the raw file in `kept` to a path that must not exist.
 * @returns its size in bytes
 * @throws TooBig, or Error if it is not there
 */
async function takeRaw(kept, to, limit) {
    const [name] = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.readdir)(kept);
    if (!name)
        throw new Error('no archive was downloaded');
    const { size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(kept, name));
    if (size > limit)
        throw new TooBig(`the entry is larger than ${limit} bytes`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(kept, name), to);
    return size;
}
async function isOnPath(name, path) {
    for (const folder of path.split(node_path__WEBPACK_IMPORTED_MODULE_4__.delimiter)) {
        const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.readdir)(folder || '.').catch(() => []);
        if (entries.includes(name))
            return true;
    }
    return false;
}
/**
 * Unpacks one regular file of the archive in `kept` to a path that must not exist. Nothing else is written, whatever the
 * archive contains: tar only prints.
 * @param limit maximum size in bytes
 * @returns its size in bytes
 * @throws TooBig, or Error if the archive is damaged or lacks the file
 */
async function unpackOne(kept, name, to, limit, env) {
    const [archive] = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.readdir)(kept);
    if (!archive)
        throw new Error('no archive was downloaded');
    const unpacker = archive.endsWith('.tgz') ? ['-z'] : ['--use-compress-program', 'unzstd'];
    const argv = ['-xOf', (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(kept, archive), ...unpacker, '--', name];
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.open)(to, 'wx', 0o600);
    try {
        // tar writes to the file directly: piping through this process takes twice the time.
        const tar = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('tar', argv, { env, stdio: ['ignore', file.fd, 'pipe'] });
        let stderr = '';
        tar.stderr?.on('data', (chunk) => {
            if (stderr.length < 1000)
                stderr += chunk;
        });
        const closed = (0,node_events__WEBPACK_IMPORTED_MODULE_2__.once)(tar, 'close');
        const size = async () => (await file.stat()).size;
        const check = setInterval(async () => {
            if ((await size().catch(() => 0)) > limit)
                tar.kill('SIGKILL');
        }, SIZE_CHECK_INTERVAL_MS);
        const [code] = await closed.finally(() => clearInterval(check));
        const bytes = await size();
        if (bytes > limit)
            throw new TooBig(`${name} in the archive is larger than ${limit} bytes`);
        if (code !== 0)
            throw new Error(`the archive cannot be unpacked: ${stderr}`);
        if (bytes === 0)
            throw new Error(`the archive does not contain ${name}`);
        return bytes;
    }
    finally {
        await file.close();
    }
}


/***/ }),

/***/ 6544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ep: () => (/* binding */ isCacheTrouble),
  uD: () => (/* binding */ isOutage),
  C3: () => (/* binding */ openActionsCache),
  OB: () => (/* binding */ whyNot)
});

// UNUSED EXPORTS: mayWrite

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/caches/actions-cache/answers.js
var answers = __webpack_require__(2466);
// EXTERNAL MODULE: ./build/caches/actions-cache/archive.js
var archive = __webpack_require__(4979);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/runner/environment.js
var environment = __webpack_require__(9294);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: ./build/host/process/lines.js
var lines = __webpack_require__(5222);
// EXTERNAL MODULE: ./build/caches/actions-cache/protocol.js
var protocol = __webpack_require__(4241);
;// CONCATENATED MODULE: ./build/caches/actions-cache/call.js




/** Lines of the toolkit's output that are kept. */
const MAX_LINES = 1000;
/** Seconds in which the process must start. */
const START_TIMEOUT_S = 60;
/** Milliseconds in which a killed process must be gone. */
const KILL_TIMEOUT_MS = 2000;
/** Milliseconds between checks of the limits. */
const CHECK_INTERVAL_MS = 100;
/**
 * A separate process for calls of `@actions/cache`: it can be stopped at any moment, nothing that it prints reaches the
 * runner, and its token is in no environment. It is started for the first call, and again after one that was stopped.
 */
class CacheProcess {
    #entry;
    #env;
    #child;
    #onLine = () => { };
    #stderr = '';
    /**
     * @param entry the script that serves such calls if its argument is {@link ROLE}
     * @param env of the process, without credentials
     */
    constructor(entry, env) {
        this.#entry = entry;
        this.#env = env;
    }
    /** Starts the process, so that it is ready for a call. */
    start() {
        if (this.#child)
            return this.#child;
        const child = (0,external_node_child_process_.spawn)(process.execPath, [this.#entry, protocol/* ROLE */.S], {
            cwd: '/',
            env: this.#env,
            detached: true,
            stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        });
        this.#child = child;
        this.#stderr = '';
        const splitter = new lines/* LineSplitter */.g(line => this.#onLine(line), 4096);
        child.stdout?.on('data', (chunk) => splitter.write(chunk));
        child.stderr?.on('data', (chunk) => {
            if (this.#stderr.length < 2000)
                this.#stderr += chunk;
        });
        // An idle process does not keep ours alive; a call has a timer.
        child.unref();
        child.channel?.unref();
        for (const pipe of [child.stdout, child.stderr])
            pipe?.unref?.();
        child.once('error', error => {
            this.#stderr += String(error);
        });
        return child;
    }
    /** Runs one call; one at a time. Never throws. */
    async call(request, limits) {
        const child = this.start();
        const lines = [];
        let hasEnded = false;
        this.#onLine = line => {
            if (line === protocol/* END_LINE */.z)
                hasEnded = true;
            else if (lines.length < MAX_LINES && line !== '' && !/^(Sent|Received) \d/.test(line))
                lines.push(line);
        };
        let report;
        const how = await watch(child, request, limits, {
            onReport: it => {
                report = it;
            },
            isDone: () => report !== undefined && hasEnded,
        });
        if (how === 'done' && report)
            return { how: 'reported', report, lines };
        await this.close();
        if (how !== 'died' && how !== 'done')
            return { how };
        return { how: 'died', stderr: this.#stderr };
    }
    /** Ends the process, with its tar and zstd, and waits until it is gone. */
    async close() {
        const child = this.#child;
        this.#child = undefined;
        if (child?.pid === undefined)
            return;
        killGroup(child);
        if (child.exitCode !== null || child.signalCode !== null)
            return;
        // The exit of a process that does not keep ours alive would not be waited for.
        child.ref();
        await (0,external_node_events_.once)(child, 'exit', { signal: AbortSignal.timeout(KILL_TIMEOUT_MS) }).catch(() => { });
        child.unref();
    }
}
/** Waits until the call is done, the child exits, or a limit is exceeded. */
function watch(child, request, { stall, total, archive, cancel }, call) {
    return new Promise(resolve => {
        const startedAt = performance.now();
        let progressedAt = startedAt;
        let moved = -1;
        let tooBig = false;
        const check = () => {
            const now = performance.now();
            if (call.isDone())
                end('done');
            else if (cancel?.aborted)
                end('cancelled');
            else if (tooBig)
                end('too-big');
            else if (now - progressedAt > (moved < 0 ? START_TIMEOUT_S : stall) * 1000)
                end('stalled');
            else if (now - startedAt > total * 1000)
                end('slow');
        };
        const timer = setInterval(check, CHECK_INTERVAL_MS);
        const onMessage = (report) => {
            if (!('moved' in report)) {
                call.onReport(report);
                return check();
            }
            if (report.moved !== moved)
                progressedAt = performance.now();
            moved = report.moved;
            tooBig = report.archive > archive;
        };
        const onEnd = () => end('died');
        const end = (how) => {
            clearInterval(timer);
            child.off('message', onMessage);
            child.off('exit', onEnd);
            child.off('error', onEnd);
            child.stdout?.off('data', check);
            resolve(how);
        };
        child.on('message', onMessage);
        child.once('error', onEnd);
        child.once('exit', onEnd);
        // The lines of a call may come after its report.
        child.stdout?.on('data', check);
        // If it could not be started, 'error' is emitted.
        if (child.connected)
            child.send(request, () => { });
        else if (child.exitCode !== null || child.signalCode !== null)
            onEnd();
    });
}
function killGroup({ pid }) {
    try {
        if (pid !== undefined)
            process.kill(-pid, 'SIGKILL');
    }
    catch {
        // It has already exited.
    }
}

;// CONCATENATED MODULE: ./build/caches/actions-cache/calls.js






/** Seconds without a byte, in either direction, after which a call is stopped. */
const CACHE_STALL_S = 30;
/** Seconds that a call may take in all, even while it makes progress. */
const CALL_TIMEOUT_S = 600;
/** Makes calls in a process of their own, or in one that is kept. */
class Calls {
    #options;
    #kept;
    #last = Promise.resolve();
    constructor(options) {
        this.#options = options;
    }
    warm() {
        if (this.#options.keepsProcess)
            this.#process().start();
    }
    close() {
        void this.#kept?.close();
        this.#kept = undefined;
    }
    call(wanted, service) {
        if (!this.#options.keepsProcess)
            return this.#call(wanted, service);
        const done = this.#last.then(() => this.#call(wanted, service));
        this.#last = done.catch(() => { });
        return done;
    }
    async #call(wanted, service) {
        // The toolkit does not quote the paths that it passes to tar.
        const { folder: parent } = this.#options;
        const base = /^[\w./+@%-]+$/.test(parent) ? parent : (0,external_node_os_.tmpdir)();
        const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(base, 'actions-cache-'));
        const cacheProcess = this.#process();
        try {
            for (const name of ['bin', 'kept', 'runner', 'work'])
                await (0,promises_.mkdir)((0,external_node_path_.join)(folder, name));
            if (wanted.action === 'save')
                await lend(wanted.file, (0,external_node_path_.join)(folder, 'work', wanted.name));
            const request = { ...wanted, folder, variables: service.variables };
            return await cacheProcess.call(request, this.#limits(wanted.limit));
        }
        finally {
            if (!this.#options.keepsProcess)
                await cacheProcess.close();
            await (0,promises_.rm)(folder, { recursive: true, force: true });
        }
    }
    #process() {
        if (this.#kept)
            return this.#kept;
        const { entry, env } = this.#options;
        const made = new CacheProcess(entry ?? process.argv[1] ?? '', (0,environment/* childEnvironment */.Qc)(env));
        if (this.#options.keepsProcess)
            this.#kept = made;
        return made;
    }
    #limits(limit) {
        const { stall = CACHE_STALL_S, total = CALL_TIMEOUT_S, cancel } = this.#options;
        // Packing makes incompressible data slightly larger.
        return { stall, total, cancel, archive: limit * 1.02 + (1 << 20) };
    }
}
/** Makes the file available in the folder, without a copy if possible. */
async function lend(file, to) {
    await (0,promises_.link)(file, to).catch(() => (0,promises_.copyFile)(file, to, external_node_fs_.constants.COPYFILE_FICLONE));
}

// EXTERNAL MODULE: ./build/host/http.js + 1 modules
var host_http = __webpack_require__(9831);
// EXTERNAL MODULE: ./build/lib/json.js
var json = __webpack_require__(292);
;// CONCATENATED MODULE: ./build/caches/actions-cache/locate.js



const METHOD = '/twirp/github.actions.results.api.v1.CacheService/GetCacheEntryDownloadURL';
/** Attempts where the service fails; `@actions/cache` waits half a minute in all. */
const ATTEMPTS = 3;
const RETRY_MS = 400;
const MAX_ANSWER_BYTES = 64 << 10;
/**
 * Asks version 2 of the service where an entry is. `@actions/cache` asks the same, but keeps the URL to itself, and reads
 * only whole entries.
 * @param version of the entry, see rawVersion
 */
async function locateEntry(http, service, requested, version, stall, cancel) {
    const url = `${new URL(service.url).origin}${METHOD}`;
    const { key, restoreKeys } = requested;
    const body = JSON.stringify({ key, restore_keys: restoreKeys, version });
    const headers = {
        authorization: `Bearer ${service.token}`,
        'content-type': 'application/json',
        'user-agent': 'nix-ci',
    };
    let failure = (0,answers/* broken */.mw)('');
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        if (attempt > 1)
            await new Promise(resolve => setTimeout(resolve, RETRY_MS * attempt));
        try {
            const answer = await http.request(url, { method: 'POST', headers, body, cancel, stall });
            const text = await limited(answer.body);
            if (answer.statusCode === 200)
                return judged(text, requested);
            failure = failed(answer.statusCode, text);
            if (answer.statusCode < 500)
                return failure;
        }
        catch (error) {
            failure = (0,answers/* broken */.mw)((0,host_http/* describeRequestError */.tM)(error));
            if (cancel?.aborted || error instanceof host_http/* StallError */.Xz)
                return { kind: 'broken', message: `Gave up on GitHub's cache: no progress for ${stall} s.` };
        }
    }
    return failure;
}
function judged(text, requested) {
    const answer = (0,json/* asMap */.$H)((0,json/* parseJson */.qF)(text)) ?? {};
    const url = answer.signed_download_url ?? answer.signedDownloadUrl;
    const key = answer.matched_key ?? answer.matchedKey;
    if (!answer.ok) {
        const judgment = (0,answers/* judgeRestore */.ax)({ value: null, lines: [] }, requested);
        return judgment.kind === 'miss' ? judgment : (0,answers/* broken */.mw)('');
    }
    const judgment = (0,answers/* judgeRestore */.ax)({ value: String(key ?? requested.key), lines: [] }, requested);
    if (judgment.kind !== 'hit')
        return judgment;
    return typeof url === 'string' && /^https?:/.test(url) && URL.canParse(url)
        ? { kind: 'hit', key: judgment.key, url }
        : (0,answers/* broken */.mw)('it gave no address of an entry');
}
/** The same sentences as for a failure of the toolkit, which prints the status and what the service says. */
function failed(status, text) {
    const { msg } = (0,json/* asMap */.$H)((0,json/* parseJson */.qF)(text)) ?? {};
    const line = `Failed to restore: Received non-retryable error: (${status}) ${typeof msg === 'string' ? msg : text}`;
    const judgment = (0,answers/* judgeRestore */.ax)({ value: null, lines: [line] }, { key: '', restoreKeys: [] });
    return judgment.kind === 'hit' || judgment.kind === 'miss' ? (0,answers/* broken */.mw)(text) : judgment;
}
async function limited(body) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES)
            throw new Error('the answer is too long');
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
}

;// CONCATENATED MODULE: ./build/caches/actions-cache/service.js
/** The environment variables that `@actions/cache` reads, besides paths. */
const VARIABLES = [
    'ACTIONS_CACHE_SERVICE_V2',
    'ACTIONS_RESULTS_URL',
    'ACTIONS_CACHE_URL',
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_CACHE_MODE',
];
/** Events whose runs may save: GitHub scopes an entry of a pull request to that pull request. */
const WRITERS = [
    ...['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release'],
    ...['merge_group', 'pull_request'],
];
/** Whether a run on this event (GITHUB_EVENT_NAME) may save to GitHub's cache, regardless of ACTIONS_CACHE_MODE. */
function mayWrite(eventName) {
    return WRITERS.includes(eventName ?? '');
}
/** Whether GitHub's cache is available, according to the runner's environment. */
function serviceFor(action, env) {
    const missing = whyMissing(env);
    if (missing)
        return { off: missing };
    const mode = (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase();
    if (mode === 'none' || mode === (action === 'restore' ? 'write-only' : 'read')) {
        const what = action === 'restore' ? 'Nothing is restored from' : 'Nothing is saved to';
        return {
            off: `${what} GitHub's cache: the workflow's cache-mode is ${mode}.`,
            ...(mode === 'read' ? { readOnly: true } : {}),
        };
    }
    if (action === 'save' && !mayWrite(env.GITHUB_EVENT_NAME)) {
        const event = env.GITHUB_EVENT_NAME || 'of an unknown event';
        return { off: `Nothing is saved to GitHub's cache in a run ${onEvent(event)}.`, readOnly: true };
    }
    const names = VARIABLES.filter(name => env[name] !== undefined);
    return { variables: Object.fromEntries(names.map(name => [name, env[name] ?? ''])) };
}
const onEvent = (event) => (event.includes(' ') ? event : `on ${event}`);
function whyMissing(env) {
    const enterprise = isEnterprise(env.GITHUB_SERVER_URL);
    const isVersion2 = Boolean(env.ACTIONS_CACHE_SERVICE_V2) && !enterprise;
    const url = isVersion2 ? env.ACTIONS_RESULTS_URL : env.ACTIONS_CACHE_URL;
    if (!url) {
        return enterprise
            ? "GitHub's cache is off: this GitHub Enterprise Server does not provide one (ACTIONS_CACHE_URL is not set)."
            : "GitHub's cache is off: the runner does not provide one (neither ACTIONS_RESULTS_URL nor ACTIONS_CACHE_URL is set).";
    }
    if (!URL.canParse(url))
        return "GitHub's cache is off: the runner's URL for it is invalid.";
    // The services of local runners speak version 1, and act's asks for no token: its URL has one.
    if (isVersion2 && !env.ACTIONS_RUNTIME_TOKEN)
        return "GitHub's cache is off: ACTIONS_RUNTIME_TOKEN is not set.";
    return undefined;
}
/** Where a service of version 2 is, by the toolkit's rule. */
function version2Of(env) {
    const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = env;
    const isVersion2 = env.ACTIONS_CACHE_SERVICE_V2 && !isEnterprise(env.GITHUB_SERVER_URL);
    return isVersion2 && url && token ? { url, token } : undefined;
}
/** The toolkit's rule: an Enterprise Server provides version 1 of the service's protocol, or none. */
function isEnterprise(server) {
    const url = server || 'https://github.com';
    const { hostname } = new URL(URL.canParse(url) ? url : 'https://github.com');
    return hostname !== 'github.com' && !/\.(ghe\.com|localhost)$/.test(hostname);
}

;// CONCATENATED MODULE: ./build/caches/actions-cache/client.js









/** Opens GitHub's cache; makes no request yet. */
function openActionsCache(options) {
    const calls = new Calls(options);
    const orBroken = (work) => work.catch((error) => (0,answers/* broken */.mw)(String(error)));
    return {
        restore: request => orBroken(restore(request, options, calls)),
        save: request => orBroken(save(request, options, calls)),
        lookup: request => orBroken(lookup(request, options, calls)),
        locate: (request, http) => orBroken(locate(request, http, options)),
        warm: () => calls.warm(),
        close: () => calls.close(),
    };
}
/** A sentence why this run cannot restore or save; undefined if it can. */
function whyNot(action, env) {
    const service = serviceFor(action, env);
    return 'off' in service ? service.off : undefined;
}
/** Whether to warn the user: the cache failed, and is not just empty, off, or filled by another job. */
function isCacheTrouble({ kind }) {
    return kind === 'refused' || kind === 'too-big' || kind === 'broken';
}
/** Whether the service or the network is at fault, not the request. */
function isOutage({ kind }) {
    return kind === 'refused' || kind === 'broken';
}
async function lookup({ name, key, restoreKeys = [] }, options, calls) {
    const service = serviceFor('restore', options.env);
    if ('off' in service)
        return { kind: 'refused', message: service.off };
    const request = {
        ...{ action: 'lookup', isRaw: true, name, file: name },
        ...{ key, restoreKeys, limit: 0 },
    };
    const ended = await calls.call(request, service);
    if (ended.how !== 'reported')
        return unfinished(ended, options, 0);
    return (0,answers/* judgeRestore */.ax)({ ...ended.report, lines: ended.lines }, { key, restoreKeys });
}
async function locate({ name, key, restoreKeys = [] }, http, { env, stall = CACHE_STALL_S, cancel }) {
    const service = serviceFor('restore', env);
    if ('off' in service)
        return { kind: 'miss', message: service.off };
    const at = version2Of(env);
    return at && locateEntry(http, at, { key, restoreKeys }, (0,archive/* rawVersion */.Jv)(name), stall, cancel);
}
async function restore(request, options, calls) {
    const { key, restoreKeys = [], limit, file, isRaw = false } = request;
    const service = serviceFor('restore', options.env);
    if ('off' in service)
        return { kind: 'off', message: service.off };
    const name = (0,external_node_path_.basename)(file);
    const wanted = { action: 'restore', isRaw, name, file, key, restoreKeys, limit };
    const ended = await calls.call(wanted, service);
    const judged = await judge();
    if (judged.kind !== 'hit')
        await (0,promises_.rm)(file, { force: true });
    return judged;
    async function judge() {
        if (ended.how !== 'reported')
            return unfinished(ended, options, limit);
        const { report, lines } = ended;
        if ('error' in report && report.tooBig)
            return tooBig(limit);
        const judgment = (0,answers/* judgeRestore */.ax)({ ...report, lines }, { key, restoreKeys });
        if (judgment.kind === 'read-only' || judgment.kind === 'exists')
            return (0,answers/* broken */.mw)(judgment.message);
        if (judgment.kind !== 'hit')
            return judgment;
        const { size } = await (0,promises_.stat)(file);
        const message = `Restored ${judgment.key} from GitHub's cache (${size} bytes).`;
        return { kind: 'hit', key: judgment.key, exact: judgment.key === key, bytes: size, message };
    }
}
async function save({ file, name = (0,external_node_path_.basename)(file), key, limit, isRaw = false }, options, calls) {
    const service = serviceFor('save', options.env);
    if ('off' in service)
        return { kind: service.readOnly ? 'read-only' : 'off', message: service.off };
    const { size } = await (0,promises_.stat)(file);
    if (limit !== undefined && size > limit)
        return tooBig(limit);
    const request = { action: 'save', isRaw, name, file, key, restoreKeys: [], limit: size };
    const ended = await calls.call(request, service);
    if (ended.how !== 'reported')
        return unfinished(ended, options, size);
    const judgment = (0,answers/* judgeSave */.V_)({ ...ended.report, lines: ended.lines });
    return judgment.kind === 'saved'
        ? { kind: 'saved', message: `Saved ${key} to GitHub's cache (${size} bytes).` }
        : judgment;
}
function unfinished(ended, { stall = CACHE_STALL_S, total = CALL_TIMEOUT_S }, limit) {
    const gaveUp = (why) => ({
        kind: 'broken',
        message: `Gave up on GitHub's cache: ${why}.`,
    });
    switch (ended.how) {
        case 'too-big':
            return tooBig(limit);
        case 'stalled':
            return gaveUp(`no progress for ${stall} s`);
        case 'slow':
            return gaveUp(`not finished within ${total} s`);
        case 'cancelled':
            return gaveUp('the run was canceled');
        case 'died':
            return gaveUp(`its client process died (${(0,lib_text/* toOneLine */.GX)(ended.stderr) || 'without output'})`);
    }
}
function tooBig(limit) {
    return {
        kind: 'too-big',
        message: `GitHub's cache is not used: the entry would exceed ${limit} bytes.`,
    };
}


/***/ }),

/***/ 9549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DP: () => (/* binding */ CachixRefused),
/* harmony export */   Fp: () => (/* binding */ CachixUnreachable),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   m2: () => (/* binding */ errorDetail),
/* harmony export */   sw: () => (/* binding */ Caller),
/* harmony export */   y_: () => (/* binding */ retryWait)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var p_retry__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4995);
/* harmony import */ var _host_http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9831);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(292);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(873);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4869);
/* harmony import */ var _responses_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2625);








/** Cachix answered and refused. */
class CachixRefused extends _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    status;
    /** The status and Cachix's own words: `401: the token is expired`. */
    reason;
    constructor(message, hint, status, reason) {
        super(message, hint);
        this.name = 'CachixRefused';
        this.status = status;
        this.reason = reason;
    }
}
/** No usable answer: a broken connection, server errors, or an unexpected answer. */
class CachixUnreachable extends _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ {
    /** The last error. */
    reason;
    constructor(message, reason, options) {
        super(message, 'Check https://status.cachix.org and the network of the runner.', options);
        this.name = 'CachixUnreachable';
        this.reason = reason;
    }
}
/** Seconds of a Retry-After that are honored. */
const MAX_RETRY_AFTER_S = 120;
/** Bytes of an answer: 32,768 hashes take 1.1 MiB. */
const MAX_ANSWER_BYTES = 4 << 20;
/** Calls Cachix's API with the token and with retries, honoring Retry-After and the proxies of the environment. */
class Caller {
    host;
    #token;
    #options;
    #http;
    /** When the server, which answered “too many requests”, may be called again (performance.now()). */
    #quietUntil = 0;
    #closed = false;
    /** @throws ActionError for an invalid host or token */
    constructor(options) {
        const { protocol } = URL.canParse(options.host) ? new URL(options.host) : { protocol: '' };
        if (!/^https?:$/.test(protocol))
            throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`cachix-host “${options.host}” is not a URL`, 'Write it like https://cachix.org.');
        this.host = options.host.replace(/\/+$/, '');
        this.#token = options.token?.trim() || undefined;
        if (this.#token && !/^[\x21-\x7e]+$/.test(this.#token))
            throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('cachix-auth-token contains characters that are not valid in a token', 'Check the secret for spaces, line breaks and quotes.');
        this.#options = options;
    }
    get hasToken() {
        return this.#token !== undefined;
    }
    /** Drops the token and closes the connections; later calls fail. */
    close() {
        this.#token = undefined;
        this.#closed = true;
        this.#http?.close();
    }
    /** The connections, for requests to other hosts, without the token. */
    http() {
        if (this.#closed)
            throw new _responses_js__WEBPACK_IMPORTED_MODULE_4__/* .UnexpectedAnswer */ .M7('this Cachix client is closed');
        this.#http ??= (0,_host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .openHttp */ .fb)(this.#options.stall ?? _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .STALL_TIMEOUT_S */ .tJ);
        return this.#http;
    }
    /**
     * Calls until there is an answer; 429, 5xx, broken connections and broken answers are retried.
     * @throws CachixRefused, CachixUnreachable, or the reason of a cancel
     */
    async call(call) {
        const { attempts = 6 } = this.#options;
        const always = call.regardless ? undefined : this.#options.cancel;
        const ends = call.deadline ? AbortSignal.timeout(call.deadline * 1000) : undefined;
        const latest = performance.now() + (call.deadline ?? Number.POSITIVE_INFINITY) * 1000;
        const cancel = AbortSignal.any([always, call.cancel, ends].filter(signal => !!signal));
        let last;
        try {
            return await (0,p_retry__WEBPACK_IMPORTED_MODULE_5__/* ["default"] */ .Ay)(() => this.#ask(call, cancel), {
                retries: attempts - 1,
                minTimeout: 0,
                shouldRetry: ({ error }) => isPassing(error),
                signal: cancel,
                onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
                    if (cancel.aborted)
                        return;
                    last = error;
                    if (isPassing(error) && retriesLeft > 0)
                        await this.#wait(call, error, attemptNumber, latest, cancel);
                },
            });
        }
        catch (error) {
            always?.throwIfAborted();
            call.cancel?.throwIfAborted();
            throw this.#failure(call, ends?.aborted ? last : error, ends?.aborted === true);
        }
    }
    /** @throws the error itself if waiting would exceed the deadline */
    async #wait(call, error, n, latest, signal) {
        const { firstWait, maxWait, onRetry } = this.#options;
        const until = performance.now() + retryWait(error, n, firstWait, maxWait) * 1000;
        if (until > latest)
            throw error;
        if (requestedWait(error) > 0)
            this.#quietUntil = Math.max(this.#quietUntil, until);
        onRetry?.(`${this.host} did not ${call.what}: ${this.#describe(error)}`);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(until - performance.now(), undefined, { signal });
    }
    async #ask(call, cancel) {
        const quiet = this.#quietUntil - performance.now();
        if (quiet > 0)
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(quiet, undefined, { signal: cancel });
        const body = call.json === undefined ? undefined : JSON.stringify(call.json);
        const response = await this.http().request(`${this.host}/api/v1/${call.path}`, {
            method: call.method,
            headers: {
                accept: 'application/json',
                'user-agent': this.#options.userAgent ?? 'nix-ci',
                ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({
                    authorization: this.#token && `Bearer ${this.#token}`,
                    'content-type': body && 'application/json',
                }),
            },
            ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ body, stall: call.stall }),
            cancel,
        });
        const text = await textOf(response.body);
        const status = response.statusCode;
        if (status >= 200 && status < 300)
            return call.read(text);
        const reason = this.#hideToken(`${status}${errorDetail(text)}`);
        if (status !== 429 && status < 500)
            throw new _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .PermanentError */ .Dr(status, reason);
        const header = (0,_host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .retryAfter */ .P9)(response.headers['retry-after']);
        throw new _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .TransientError */ .N_(reason, Math.max(header ?? 0, retryAfterIn(text)));
    }
    #describe(error) {
        if (error instanceof SyntaxError)
            return 'its answer is not JSON';
        return this.#hideToken((0,_host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .describeRequestError */ .tM)(error));
    }
    #failure(call, error, isLate) {
        if (error instanceof _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .PermanentError */ .Dr) {
            const { status, message: reason } = error;
            const message = `${this.host} refused to ${call.what}: ${reason}`;
            return new CachixRefused(message, this.#hint(status), status, reason);
        }
        const late = `no answer within ${call.deadline} s`;
        const detail = error === undefined ? late : this.#describe(error);
        const reason = isLate && error !== undefined ? `${late}, last error: ${detail}` : detail;
        return new CachixUnreachable(`${this.host} did not ${call.what}: ${reason}`, reason, {
            cause: error,
        });
    }
    #hint(status) {
        if (status === 404)
            return 'Check the inputs cachix-name and cachix-host.';
        if (status !== 401 && status !== 403)
            return 'Check its answer and the inputs cachix-name and cachix-host.';
        return this.#token
            ? 'Check the input cachix-auth-token: the token may have expired or belong to another cache.'
            : 'If the cache is private, set cachix-auth-token to read it.';
    }
    #hideToken(text) {
        return this.#token ? text.replaceAll(this.#token, '***') : text;
    }
}
/** Seconds that a server asks to wait, limited to 2 minutes. */
function requestedWait(error) {
    return Math.min((error instanceof _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .TransientError */ .N_ ? error.retryAfter : 0) ?? 0, MAX_RETRY_AFTER_S);
}
/**
 * Seconds to wait after attempt `n`, from 1: exponential, at most `maxWait`, or as long as the server asks. Random, so
 * that clients that failed together do not retry together.
 */
function retryWait(error, n, firstWait = 1, maxWait = 15) {
    return Math.max(requestedWait(error), Math.random() * Math.min(firstWait * 2 ** (n - 1), maxWait));
}
function isPassing(error) {
    // A TypeError: what cannot be sent.
    const kinds = [_host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .PermanentError */ .Dr, _responses_js__WEBPACK_IMPORTED_MODULE_4__/* .UnexpectedAnswer */ .M7, TypeError];
    return !kinds.some(kind => error instanceof kind);
}
/** @throws UnexpectedAnswer if the answer is too large */
async function textOf(body) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES)
            throw new _responses_js__WEBPACK_IMPORTED_MODULE_4__/* .UnexpectedAnswer */ .M7(`its answer is larger than ${MAX_ANSWER_BYTES} B`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
}
/** The error message in an answer, on one line: `: the token is expired`, or empty. */
function errorDetail(text) {
    const { message, error, detail, title } = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .parseJson */ .qF)(text) ?? {};
    const words = [message, error, detail, title].map(_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .asText */ .e1).find(it => it !== undefined);
    const line = (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_3__/* .toOneLine */ .GX)(words ?? (/^\s*[<{[]/.test(text) ? '' : text), 201);
    return line && `: ${line}`;
}
/** `retry_after` in the body of an answer, in seconds. */
function retryAfterIn(text) {
    const seconds = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .parseJson */ .qF)(text)?.retry_after;
    return typeof seconds === 'number' && seconds > 0 ? seconds : 0;
}


/***/ }),

/***/ 7750:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DP: () => (/* reexport safe */ _call_js__WEBPACK_IMPORTED_MODULE_1__.DP),
/* harmony export */   FZ: () => (/* binding */ Cachix),
/* harmony export */   Fp: () => (/* reexport safe */ _call_js__WEBPACK_IMPORTED_MODULE_1__.Fp),
/* harmony export */   pb: () => (/* binding */ PART_STALL_S)
/* harmony export */ });
/* harmony import */ var _host_http_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9831);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9549);
/* harmony import */ var _responses_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2625);




/** Hashes per request. */
const MAX_HASHES_PER_REQUEST = 32_768;
/** Bytes handed to the connection at once: each piece that it accepts counts as progress. */
const PIECE_BYTES = 64 << 10;
/** Seconds without progress of a part. */
const PART_STALL_S = 30;
/** Seconds that completing may be silent while the storage assembles the parts. */
const COMPLETE_STALL_S = 60;
/** Seconds that aborting may take in all. */
const ABORT_TIMEOUT_S = 5;
/**
 * One cache at Cachix. Every method throws CachixRefused (Cachix refused), CachixUnreachable (no usable answer after all
 * attempts) or the reason of a cancel; the token is sent to `host` only.
 */
class Cachix {
    name;
    #caller;
    #options;
    /** @throws ActionError for an invalid host or token */
    constructor(options) {
        this.name = options.name;
        this.#options = options;
        this.#caller = new _call_js__WEBPACK_IMPORTED_MODULE_1__/* .Caller */ .sw(options);
    }
    /** Gets keys, address and, with a token, the permission, within 15 s. */
    info(cancel) {
        return this.#caller.call({
            what: `describe the cache ${this.name}`,
            method: 'GET',
            path: this.#path(''),
            deadline: this.#options.infoDeadline ?? 15,
            read: _responses_js__WEBPACK_IMPORTED_MODULE_2__/* .readCacheInfo */ .rn,
            cancel,
        });
    }
    /** The hashes (32 characters) of these that neither the cache nor its upstream has. */
    async missing(hashes, cancel) {
        const unique = [...new Set(hashes)];
        const missing = new Set();
        for (let start = 0; start < unique.length; start += MAX_HASHES_PER_REQUEST) {
            const batch = unique.slice(start, start + MAX_HASHES_PER_REQUEST);
            const answer = await this.#caller.call({
                what: `list the paths that the cache ${this.name} lacks`,
                method: 'POST',
                path: this.#path('/narinfo'),
                json: batch,
                read: _responses_js__WEBPACK_IMPORTED_MODULE_2__/* .readHashes */ .LB,
                cancel,
            });
            const known = new Set(batch);
            for (const hash of answer)
                if (known.has(hash))
                    missing.add(hash);
        }
        return missing;
    }
    /** Whether the cache has the path with this hash (32 characters). */
    async exists(hash, cancel) {
        try {
            return await this.#caller.call({
                what: `report whether the cache ${this.name} has a path`,
                method: 'HEAD',
                path: this.#path(`/${encodeURIComponent(hash)}.narinfo`),
                read: () => true,
                cancel,
            });
        }
        catch (error) {
            if (error instanceof _call_js__WEBPACK_IMPORTED_MODULE_1__/* .CachixRefused */ .DP && error.status === 404)
                return false;
            throw error;
        }
    }
    /** Starts the upload of a NAR that is compressed with zstd. */
    createNar(cancel) {
        return this.#caller.call({
            what: 'start an upload',
            method: 'POST',
            path: this.#path('/multipart-nar?compression=zst'),
            read: _responses_js__WEBPACK_IMPORTED_MODULE_2__/* .readUpload */ .OA,
            cancel,
        });
    }
    /** A URL, valid for 5 minutes, to which the part with this MD5 (base 64) may be sent; it is a credential. */
    signPart(upload, number, md5, cancel) {
        return this.#caller.call({
            what: `provide a URL for part ${number}`,
            method: 'POST',
            path: this.#upload(upload, '', `&partNumber=${number}`),
            json: { contentMD5: md5 },
            read: _responses_js__WEBPACK_IMPORTED_MODULE_2__/* .readUploadUrl */ .$p,
            cancel,
        });
    }
    /**
     * Sends a part once.
     * @param stall seconds without progress, default 30
     * @returns the storage's ETag, unchanged
     */
    async putPart(url, part, cancel, stall = PART_STALL_S) {
        const http = this.#caller.http();
        const response = await http.request(url, {
            method: 'PUT',
            headers: {
                'content-type': 'application/octet-stream',
                'content-length': String(part.size),
                'content-md5': part.md5,
            },
            body: piecesOf(part),
            cancel,
            stall,
        });
        const text = await (0,_call_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(response.body).catch(() => '');
        if (response.statusCode !== 200)
            throw new _host_http_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_(`the storage answered ${response.statusCode}${(0,_call_js__WEBPACK_IMPORTED_MODULE_1__/* .errorDetail */ .m2)(text)}`, (0,_host_http_js__WEBPACK_IMPORTED_MODULE_0__/* .retryAfter */ .P9)(response.headers['retry-after']));
        const eTag = response.headers.etag;
        if (typeof eTag !== 'string' || eTag === '')
            throw new _host_http_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_('the storage returned no ETag for the part');
        return eTag;
    }
    /** Has the parts assembled and the path served, once its closure is in the cache. */
    async complete(upload, parts, narInfo, cancel) {
        await this.#caller.call({
            what: `complete the upload of ${narInfo.cStoreHash}-${narInfo.cStoreSuffix}`,
            method: 'POST',
            path: this.#upload(upload, '/complete'),
            json: { parts, narInfoCreate: narInfo },
            stall: COMPLETE_STALL_S,
            read: () => undefined,
            cancel,
        });
    }
    /** Aborts an upload, within 5 s. */
    async abort(upload) {
        await this.#caller.call({
            what: 'abort an upload',
            method: 'POST',
            path: this.#upload(upload, '/abort'),
            deadline: ABORT_TIMEOUT_S,
            regardless: true,
            read: () => undefined,
        });
    }
    /** Drops the token and closes the connections; later calls fail. */
    close() {
        this.#caller.close();
    }
    #path(rest) {
        return `cache/${encodeURIComponent(this.name)}${rest}`;
    }
    #upload({ narId, uploadId }, verb, parameters = '') {
        const query = `uploadId=${encodeURIComponent(uploadId)}${parameters}`;
        return this.#path(`/multipart-nar/${encodeURIComponent(narId)}${verb}?${query}`);
    }
}
async function* piecesOf({ chunks }) {
    for (const chunk of chunks)
        for (let at = 0; at < chunk.length; at += PIECE_BYTES)
            yield chunk.subarray(at, at + PIECE_BYTES);
}


/***/ }),

/***/ 2625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $p: () => (/* binding */ readUploadUrl),
/* harmony export */   LB: () => (/* binding */ readHashes),
/* harmony export */   M7: () => (/* binding */ UnexpectedAnswer),
/* harmony export */   OA: () => (/* binding */ readUpload),
/* harmony export */   rn: () => (/* binding */ readCacheInfo)
/* harmony export */ });
/* harmony import */ var _nix_signature_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8486);

/** An answer that arrived intact but is not what Cachix returns; retrying gives the same. */
class UnexpectedAnswer extends Error {
}
/** @throws UnexpectedAnswer naming the field; SyntaxError */
function readCacheInfo(text) {
    const json = record(text);
    const keys = list(json, 'publicSigningKeys');
    const key = keys.find(one => !(0,_nix_signature_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePublicKey */ .ee)(one));
    if (key !== undefined)
        throw unexpected('publicSigningKeys', key);
    if (typeof json.isPublic !== 'boolean')
        throw unexpected('isPublic', json.isPublic);
    const { permission } = json;
    return {
        name: string(json, 'name'),
        uri: substituter(json),
        isPublic: json.isPublic,
        publicSigningKeys: keys.map(one => one.trim()),
        permission: permission === 'Read' || permission === 'Write' || permission === 'Admin'
            ? permission
            : undefined,
        compression: json.preferredCompressionMethod === 'XZ' ? 'xz' : 'zst',
    };
}
/** @throws UnexpectedAnswer, SyntaxError */
function readHashes(text) {
    const json = JSON.parse(text);
    if (Array.isArray(json) && json.every(item => typeof item === 'string'))
        return json;
    throw new UnexpectedAnswer('its answer is not a list of hashes');
}
/** @throws UnexpectedAnswer, SyntaxError */
function readUpload(text) {
    const json = record(text);
    return { narId: string(json, 'narId'), uploadId: string(json, 'uploadId') };
}
/** @throws UnexpectedAnswer, SyntaxError */
function readUploadUrl(text) {
    const json = record(text);
    const url = string(json, 'uploadUrl');
    // The URL contains a credential, so it stays out of messages.
    if (!isHttp(url))
        throw new UnexpectedAnswer('its “uploadUrl” is not a URL');
    return url;
}
// A query could disable the check of signatures (`?trusted=1`), a space could start another setting.
function substituter(json) {
    const uri = string(json, 'uri');
    const plain = /^https?:\/\/[\w.\-:[\]]+(\/[\w.\-/]*)?$/.test(uri);
    if (!plain || !isHttp(uri))
        throw unexpected('uri', uri);
    return uri;
}
function isHttp(url) {
    return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
function record(text) {
    const json = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json))
        return json;
    throw new UnexpectedAnswer('its answer is not an object');
}
function string(json, name) {
    const value = json[name];
    if (typeof value === 'string' && value !== '' && value.length <= 8192)
        return value;
    throw unexpected(name, value);
}
function list(json, name) {
    const value = json[name];
    if (Array.isArray(value) && value.every(item => typeof item === 'string'))
        return value;
    throw unexpected(name, value);
}
function unexpected(name, value) {
    const shown = value === undefined ? 'missing' : (JSON.stringify(value) ?? '').slice(0, 100);
    return new UnexpectedAnswer(`invalid “${name}” in its answer: ${shown}`);
}


/***/ }),

/***/ 3320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ trustOptions)
/* harmony export */ });
/** Pure: the options on which the trust decision depends. */
function trustOptions({ upstream, push, authToken, signingKey, name, }) {
    const hasCredential = authToken.value !== undefined || signingKey.value !== undefined;
    return { upstream, push, hasCredential, cachixName: name };
}


/***/ }),

/***/ 9203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jM: () => (/* binding */ logDecision),
  m6: () => (/* binding */ makePusher),
  Lc: () => (/* binding */ startPush),
  QD: () => (/* binding */ trustedKeys),
  NH: () => (/* binding */ writeCaches)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/nix/access-tokens.js
var access_tokens = __webpack_require__(3593);
// EXTERNAL MODULE: ./build/nix/conf.js
var conf = __webpack_require__(1764);
// EXTERNAL MODULE: ./build/nix/isolation.js
var nix_isolation = __webpack_require__(9132);
// EXTERNAL MODULE: ./build/nix/signature.js
var signature = __webpack_require__(8486);
// EXTERNAL MODULE: ./build/nix/store.js + 1 modules
var store = __webpack_require__(7726);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
;// CONCATENATED MODULE: ./build/trust/decide-push.js


/** Decides whether to push, after Cachix has been asked. For an untrusted run, returns the trust decision's reason. */
function decidePush(decision, input) {
    const { trusted, reason, level, hint } = decision;
    if (!trusted)
        return { push: false, reason, level, ...(0,object/* defined */.s)({ hint }) };
    const refusal = onlyPlanned(input) ??
        notIsolated(input) ??
        notPermitted(input) ??
        wronglySigned(input) ??
        wouldPublish(input) ??
        untrustedStore(input);
    return refusal ? { push: false, ...refusal } : { push: true, reason, level };
}
function onlyPlanned({ plan, cachixName }) {
    if (!plan)
        return undefined;
    return { reason: `A plan builds nothing, so nothing is pushed to ${cachixName}.`, level: 'info' };
}
function notIsolated({ isolated, cachixName }) {
    if (isolated)
        return undefined;
    return {
        reason: `Builds are not isolated on this machine (no sandbox, no build users), so nothing is pushed to ${cachixName}.`,
        level: 'warning',
        hint: 'Set sandbox = true in nix-conf, or use nix-mode: daemon.',
    };
}
function notPermitted({ permission, cachixName }) {
    if (permission === 'Admin' || permission === 'Write' || permission === 'signing-key-alone') {
        return undefined;
    }
    if (typeof permission === 'string') {
        const access = permission === 'Read' ? 'is read-only for' : 'has no access to';
        return {
            reason: `The cachix-auth-token ${access} ${cachixName}, so nothing is pushed.`,
            level: 'warning',
            hint: `Create a token with write access to ${cachixName}, and check cachix-name.`,
        };
    }
    if ('refused' in permission) {
        return {
            reason: `Cachix rejected the cachix-auth-token for ${cachixName}, so nothing is pushed: ${(0,lib_text/* toOneLine */.GX)(permission.refused)}`,
            level: 'warning',
            hint: 'The token may have been revoked, or the cache renamed. Create a new token, or correct cachix-name.',
        };
    }
    return {
        reason: `Cachix is unreachable (${(0,lib_text/* toOneLine */.GX)(permission.unreachable)}), so nothing is pushed to ${cachixName}.`,
        level: 'warning',
        hint: 'The steps continue without it. If this persists, check status.cachix.org and cachix-host.',
    };
}
function wronglySigned({ wrongKey, cachixName }) {
    if (wrongKey === undefined)
        return undefined;
    return {
        reason: `The cachix-signing-key is not a key of ${cachixName}, so nothing is pushed: ${wrongKey}`,
        level: 'warning',
        hint: `Nix would reject its signatures. Set cachix-signing-key to the key of ${cachixName}, or add its public key to the cache.`,
    };
}
function wouldPublish(input) {
    const { repositoryPrivate, cachePublic, allowPublicCache, cachixName } = input;
    if (!repositoryPrivate || allowPublicCache || cachePublic === false)
        return undefined;
    const visibility = cachePublic ? 'is public' : 'may be public (Cachix does not say)';
    return {
        reason: `This repository is private, but ${cachixName} ${visibility}, so nothing is pushed.`,
        level: 'warning',
        hint: 'Use a private cache, or set allow-public-cache: true if anyone may read the builds.',
    };
}
function untrustedStore({ deferred, nixMode, commandsRan }) {
    if (nixMode === 'daemon' || !(deferred || commandsRan))
        return undefined;
    const writers = deferred ? 'Later steps' : 'Commands of an earlier step';
    return {
        reason: `${writers} of the job could have modified the single-user Nix store, so nothing is pushed after them.`,
        level: 'notice',
        hint: 'Run the builds as steps of this action, before all commands, or use nix-mode: daemon.',
    };
}

// EXTERNAL MODULE: ./build/caches/cachix/client.js
var client = __webpack_require__(7750);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/nix/hash.js
var nix_hash = __webpack_require__(3314);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./build/host/http.js + 1 modules
var http = __webpack_require__(9831);
// EXTERNAL MODULE: ./build/caches/cachix/call.js
var call = __webpack_require__(9549);
;// CONCATENATED MODULE: ./build/caches/cachix/multipart.js







/** Parts of one upload that are sent at once. */
const MAX_PARALLEL_PARTS = 2;
const PART_BYTES = 8 << 20;
/** Cuts a stream into parts of one size and sends two at a time; adding waits while both are in flight. */
class Parts {
    #cachix;
    #upload;
    #options;
    #size;
    #stop = new AbortController();
    #sending = new Set();
    #stored = [];
    #number = 0;
    #chunks = [];
    #bytes = 0;
    #md5 = (0,external_node_crypto_.createHash)('md5');
    /** The error of the first part that could not be sent. */
    failure;
    /** Aborted by a cancel, or when all attempts for a part have failed. */
    stopped;
    constructor(cachix, upload, options) {
        this.#cachix = cachix;
        this.#upload = upload;
        this.#options = options;
        this.#size = options.partSize ?? PART_BYTES;
        const { signal } = this.#stop;
        this.stopped = options.cancel ? AbortSignal.any([signal, options.cancel]) : signal;
    }
    /** The stored parts in order. */
    get stored() {
        return this.#stored.toSorted((a, b) => a.partNumber - b.partNumber);
    }
    /** Adds bytes; resolves when there is room for more. */
    async add(chunk) {
        let rest = chunk;
        while (rest.length > 0) {
            const piece = rest.subarray(0, this.#size - this.#bytes);
            rest = rest.subarray(piece.length);
            this.#chunks.push(piece);
            this.#bytes += piece.length;
            this.#md5.update(piece);
            if (this.#bytes === this.#size)
                await this.#flush();
        }
    }
    /** Sends the rest and waits until everything is stored. */
    async end() {
        if (this.#bytes > 0 || this.#number === 0)
            await this.#flush();
        await Promise.all(this.#sending);
        this.stopped.throwIfAborted();
    }
    /** Stops the parts in flight. */
    async stop(reason) {
        this.#stop.abort(reason);
        await Promise.all(this.#sending);
    }
    async #flush() {
        const part = {
            chunks: this.#chunks,
            size: this.#bytes,
            md5: this.#md5.digest('base64'),
        };
        this.#chunks = [];
        this.#bytes = 0;
        this.#md5 = (0,external_node_crypto_.createHash)('md5');
        this.#number += 1;
        while (this.#sending.size >= MAX_PARALLEL_PARTS)
            await Promise.race(this.#sending);
        this.stopped.throwIfAborted();
        const sending = this.#send(part, this.#number)
            .catch(error => {
            this.failure ??= error;
            this.#stop.abort(error);
        })
            .finally(() => this.#sending.delete(sending));
        this.#sending.add(sending);
    }
    /** Sends one part, with a new URL for each attempt because one may expire before it is used. */
    async #send(part, partNumber) {
        const { partAttempts = 5, firstWait, stall = client/* PART_STALL_S */.pb, onRetry } = this.#options;
        const signal = this.stopped;
        const attempt = async () => {
            const url = await this.#cachix.signPart(this.#upload, partNumber, part.md5, signal);
            return await this.#cachix.putPart(url, part, signal, stall);
        };
        try {
            const eTag = await (0,p_retry/* default */.Ay)(attempt, {
                retries: partAttempts - 1,
                minTimeout: 0,
                signal,
                shouldRetry: ({ error }) => !isOfApi(error),
                onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
                    if (signal.aborted || isOfApi(error) || retriesLeft === 0)
                        return;
                    onRetry?.(`part ${partNumber} was not stored: ${(0,http/* describeRequestError */.tM)(error)}`);
                    await (0,external_node_timers_promises_.setTimeout)((0,call/* retryWait */.y_)(error, attemptNumber, firstWait) * 1000, undefined, { signal });
                },
            });
            this.#stored.push({ partNumber, eTag });
        }
        catch (error) {
            signal.throwIfAborted();
            if (isOfApi(error))
                throw error;
            throw new errors/* ActionError */.lZ(`part ${partNumber} could not be stored (${partAttempts} attempts): ${(0,http/* describeRequestError */.tM)(error)}`, 'Check https://status.cachix.org and the network of the runner.', { cause: error });
        }
    }
}
/** Whether an error comes from the API, whose calls are already retried. */
function isOfApi(error) {
    return error instanceof client/* CachixRefused */.DP || error instanceof client/* CachixUnreachable */.Fp;
}

;// CONCATENATED MODULE: ./build/caches/cachix/upload.js







/**
 * Uploads one store path. The NAR is streamed: at most three parts are in memory. The upload is completed only if the
 * NAR has the hash and size registered in the store; after any failure it is aborted.
 * @param dump starts the path's NAR (the output of `nix-store --dump`)
 * @returns the size of the compressed NAR in bytes
 * @throws CachixRefused or CachixUnreachable if no upload could start, for a reason other than the path; else
 *   ActionError naming the path, or the reason of a cancel
 */
async function uploadPath(cachix, info, dump, options = {}) {
    const named = nameOf(info);
    const upload = await cachix.createNar(options.cancel);
    try {
        const parts = new Parts(cachix, upload, options);
        const measured = await send(dump(), parts, options);
        compare(info, named.narHash, measured);
        const narInfo = narInfoOf(info, named, measured, options.signingKey);
        await complete(cachix, upload, parts, narInfo, options.cancel);
        return { bytes: measured.fileSize };
    }
    catch (error) {
        await cachix.abort(upload).catch(() => { });
        options.cancel?.throwIfAborted();
        if (error instanceof errors/* ActionError */.lZ && error.message.startsWith(info.path))
            throw error;
        const hint = error instanceof errors/* ActionError */.lZ ? error.hint : 'Check the network of the runner.';
        throw new errors/* ActionError */.lZ(`${info.path} was not pushed: ${textOf(error)}`, hint, { cause: error });
    }
}
/** @throws ActionError if the path or its hash is invalid */
function nameOf({ path, narHash, narSize }) {
    const [, hash, name] = /^\/nix\/store\/([0-9a-df-np-sv-z]{32})-([\w+\-.?=]+)$/.exec(path) ?? [];
    const bytes = (0,nix_hash/* parseSha256 */.tz)(narHash);
    if (hash && name && bytes && narSize > 0)
        return { hash, name, narHash: `sha256:${(0,nix_hash/* toNixBase32 */.$k)(bytes)}` };
    const what = `hash “${narHash}”, ${narSize} B`;
    throw new errors/* ActionError */.lZ(`${path} is not a store path that can be pushed (${what})`, 'Check the store: nix-store --verify-path.');
}
/** Hashes, compresses and uploads a NAR. */
async function send(nar, parts, options) {
    const raw = (0,external_node_crypto_.createHash)('sha256');
    const compressed = (0,external_node_crypto_.createHash)('sha256');
    const sizes = { nar: 0, file: 0 };
    const zstd = (0,external_node_zlib_.createZstdCompress)({
        chunkSize: 128 << 10,
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: options.level ?? 2 },
    });
    const measure = async function* (source) {
        for await (const chunk of source) {
            raw.update(chunk);
            sizes.nar += chunk.length;
            yield chunk;
        }
    };
    const take = async (source) => {
        for await (const chunk of source) {
            compressed.update(chunk);
            sizes.file += chunk.length;
            await parts.add(chunk);
        }
        await parts.end();
    };
    try {
        await (0,external_node_stream_promises_.pipeline)(nar, measure, zstd, take, { signal: parts.stopped });
    }
    catch (error) {
        await parts.stop(error);
        // A failed part stops the others, whose errors are only a consequence.
        throw parts.failure ?? error;
    }
    return {
        narHash: `sha256:${(0,nix_hash/* toNixBase32 */.$k)(raw.digest())}`,
        narSize: sizes.nar,
        fileHash: compressed.digest('hex'),
        fileSize: sizes.file,
    };
}
function compare({ path, narSize }, narHash, measured) {
    const hint = 'Its files changed after it was registered, or it could not be read completely; check with `nix-store --verify-path`.';
    if (measured.narSize !== narSize) {
        const sizes = `its NAR has ${measured.narSize} B, the store says ${narSize} B`;
        throw new errors/* ActionError */.lZ(`${path} was not pushed: ${sizes}`, hint);
    }
    if (measured.narHash !== narHash) {
        const hashes = `its NAR is ${measured.narHash}, the store says ${narHash}`;
        throw new errors/* ActionError */.lZ(`${path} was not pushed: ${hashes}`, hint);
    }
}
function narInfoOf(info, named, { fileHash, fileSize }, key) {
    const base = (path) => path.slice(path.lastIndexOf('/') + 1);
    return {
        cStoreHash: named.hash,
        cStoreSuffix: named.name,
        cNarHash: named.narHash,
        cNarSize: info.narSize,
        cFileHash: fileHash,
        cFileSize: fileSize,
        cReferences: [...new Set(info.references.map(base))].sort(),
        cDeriver: info.deriver ? base(info.deriver) : 'unknown-deriver',
        cSig: key ? key.sign(info) : null,
    };
}
async function complete(cachix, upload, parts, narInfo, cancel) {
    try {
        await cachix.complete(upload, parts.stored, narInfo, cancel);
    }
    catch (error) {
        cancel?.throwIfAborted();
        // An attempt whose answer was lost may have completed it: the next one then finds no upload.
        const isDenied = error instanceof client/* CachixRefused */.DP && (error.status === 401 || error.status === 403);
        const exists = !isDenied && (await cachix.exists(narInfo.cStoreHash, cancel).catch(() => false));
        if (!exists)
            throw error;
    }
}
function textOf(error) {
    return error instanceof Error ? error.message : String(error);
}

// EXTERNAL MODULE: ./build/caches/substituters/allowed-by-daemon.js
var allowed_by_daemon = __webpack_require__(9789);
;// CONCATENATED MODULE: ./build/caches/push/queue.js




/** Aborting an upload takes up to 5 seconds. */
const STOP_TIMEOUT_S = 6;
/** The longest time that a timer can wait. */
const MAX_TIMER_S = 2_000_000;
/** Pushes paths in the background, some at once, in the order they were added. Never throws: every path has a result. */
class PushQueue {
    #upload;
    #options;
    #stop = new AbortController();
    #known = new Set();
    #waiting = [];
    #running = new Map();
    #results = new Map();
    /** Cachix's answer, if it accepts nothing from us. */
    #refused;
    constructor(upload, options = {}) {
        this.#upload = upload;
        this.#options = options;
        const { cancel } = options;
        const onCancel = () => this.#end('the run was canceled');
        if (cancel?.aborted)
            onCancel();
        else
            cancel?.addEventListener('abort', onCancel, { once: true, signal: this.#stop.signal });
    }
    /** Adds paths; duplicates are ignored, and after the end each fails at once. */
    add(...paths) {
        for (const path of paths) {
            if (this.#known.has(path.path))
                continue;
            this.#known.add(path.path);
            this.#waiting.push(path);
        }
        if (this.#stop.signal.aborted)
            this.#giveUp(reasonOf(this.#stop.signal));
        else if (this.#refused !== undefined)
            this.#giveUp(this.#refused);
        this.#pump();
    }
    /** Paths without a result. */
    get pending() {
        return this.#waiting.length + this.#running.size;
    }
    /** The results so far, in the order in which the paths ended. */
    get results() {
        return [...this.#results.values()];
    }
    /**
     * Waits until every path has its result. At the deadline the others fail, and this returns at most a few seconds later.
     * Nothing can be pushed afterwards.
     * @param deadline seconds from now
     * @param seconds the deadline as shown in messages
     */
    async finish(deadline, seconds = deadline) {
        await this.#ended(Math.max(0, deadline), true);
        if (this.pending > 0)
            this.#end(timeoutMessage(seconds, this.#options.lastError?.()));
        else
            this.#stop.abort(new Error('the push has ended'));
        await this.#ended(this.#options.stopTimeout ?? STOP_TIMEOUT_S, false);
        for (const [path, { startedAt }] of this.#running)
            this.#record(path, startedAt, { error: reasonOf(this.#stop.signal) });
        return this.results;
    }
    /** Waits until nothing runs, at most this many seconds, or until uploads are stopped. */
    async #ended(seconds, untilStop) {
        const timer = new AbortController();
        const { signal } = timer;
        const stop = () => timer.abort();
        if (untilStop)
            this.#stop.signal.addEventListener('abort', stop, { once: true, signal });
        const late = (0,external_node_timers_promises_.setTimeout)(Math.min(seconds, MAX_TIMER_S) * 1000, undefined, { signal }).catch(() => { });
        late.finally(stop);
        while (this.#running.size > 0 && !signal.aborted && !(untilStop && this.#stop.signal.aborted))
            await Promise.race([late, ...[...this.#running.values()].map(({ done }) => done)]);
        timer.abort();
    }
    #end(why) {
        this.#giveUp(why);
        this.#stop.abort(new Error(why));
    }
    #giveUp(why) {
        for (const { path } of this.#waiting.splice(0))
            this.#record(path, performance.now(), { error: why });
    }
    #pump() {
        while (this.#running.size < (this.#options.parallel ?? 4)) {
            const path = this.#waiting.shift();
            if (!path)
                return;
            const startedAt = performance.now();
            const done = this.#push(path, startedAt).finally(() => {
                this.#running.delete(path.path);
                this.#pump();
            });
            this.#running.set(path.path, { done, startedAt });
        }
    }
    async #push(path, startedAt) {
        const { signal } = this.#stop;
        try {
            const { bytes } = await this.#upload(path, signal);
            this.#record(path.path, startedAt, { bytes });
        }
        catch (error) {
            const why = signal.aborted ? reasonOf(signal) : (0,errors/* formatError */.Wk)(error);
            this.#record(path.path, startedAt, { error: why });
            if (error instanceof client/* CachixRefused */.DP)
                this.#refused = why;
            if (error instanceof client/* CachixRefused */.DP || error instanceof client/* CachixUnreachable */.Fp)
                this.#giveUp(why);
        }
    }
    #record(path, startedAt, { bytes = 0, error }) {
        if (this.#results.has(path))
            return;
        const seconds = (performance.now() - startedAt) / 1000;
        const status = error === undefined ? 'pushed' : 'failed';
        const result = { path, status, bytes, seconds, ...(0,object/* defined */.s)({ error }) };
        this.#results.set(path, result);
        try {
            this.#options.onResult?.(result);
        }
        catch {
            // A listener cannot stop the push.
        }
    }
}
/** The error of what did not finish in time. */
function timeoutMessage(seconds, lastError) {
    return `not finished within ${seconds} s${lastError ? ` (${lastError})` : ''}`;
}
function reasonOf(signal) {
    const { reason } = signal;
    return reason instanceof Error ? reason.message : String(reason);
}

;// CONCATENATED MODULE: ./build/caches/push/selection.js

const FILTERED = 'excluded by push-filter';
/**
 * What may be pushed: outputs that this job built, and of their closures what the cache lacks, if nobody can have
 * planted it: a source that this job's evaluation added (its hash covers its content), or a path that a configured
 * cache signed. Cachix serves no path without its whole closure, so an output is pushed with all of it or not at all.
 */
function selectPush(facts) {
    const byPath = new Map(facts.infos.map(info => [info.path, info]));
    const push = new Set();
    const leftOut = [];
    for (const root of facts.infos.filter(({ path }) => facts.built.has(path))) {
        if (facts.isFiltered(root.path)) {
            leftOut.push({ path: root.path, because: `it is ${FILTERED}` });
            continue;
        }
        const lacking = closureOf(root.path, byPath).filter(path => facts.missing.has(path));
        const obstacle = lacking.map(path => obstacleOf(path, byPath.get(path), facts)).find(Boolean);
        if (obstacle)
            leftOut.push({ path: root.path, because: obstacle });
        else
            for (const path of lacking)
                push.add(byPath.get(path));
    }
    return { push: [...push], leftOut };
}
function obstacleOf(path, info, facts) {
    if (!info)
        return `${path} is not in the store`;
    if (facts.isFiltered(path))
        return `${path} is ${FILTERED}`;
    const builder = facts.builders.get(path);
    if (builder !== undefined)
        return facts.areBuildersTrusted
            ? undefined
            : `${path} was built on ${(0,lib_text/* escapeInvisible */.ts)(builder)} (builders-trusted: false)`;
    if (facts.built.has(path))
        return info.ultimate ? undefined : `${path} was not built on this machine`;
    const isNew = info.registered >= facts.since || facts.isStoreSafe;
    const isSource = info.contentAddressed && info.deriver === undefined && isNew;
    const isSafe = facts.isStoreSafe && info.ultimate;
    if (isSource || isSafe || facts.isSigned(info))
        return undefined;
    return `${path} was neither built by this job nor signed by a cache that it reads`;
}
/** A path and all its references, mostly references first, so that an interrupted push leaves whole closures. */
function closureOf(path, byPath) {
    const seen = new Set();
    const waiting = [path];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (seen.has(next))
            continue;
        seen.add(next);
        waiting.push(...(byPath.get(next)?.references ?? []));
    }
    return [...seen].reverse();
}

;// CONCATENATED MODULE: ./build/caches/push/pusher.js



/** Milliseconds between checks which of the running builds have finished. */
const CHECK_INTERVAL_MS = 2000;
/**
 * Pushes what this job builds while it builds the next thing. Old versions of Nix report the end of a build late, so
 * this asks the store instead. Never throws: a cache never fails a job.
 */
class Pusher {
    #store;
    #cache;
    #uploads;
    #rules;
    /** Derivations, each with the remote builder that it is built on, or an empty text. */
    #running = new Map();
    /** Outputs that came from a remote builder. */
    #builders = new Map();
    #built = new Set();
    /** Whether the cache lacks a path. */
    #lacks = new Map();
    #added = new Set();
    #leftOut = new Map();
    #timer;
    #pending = Promise.resolve();
    #error;
    constructor(store, cache, uploads, rules) {
        this.#store = store;
        this.#cache = cache;
        this.#uploads = uploads;
        this.#rules = rules;
        this.#timer = setInterval(() => this.#running.size > 0 && this.#check(), CHECK_INTERVAL_MS);
    }
    /** Notes that a derivation of this job is being built. */
    buildStarted(derivation, machine = '') {
        this.#running.set(derivation, machine);
    }
    /** Notes that a call of Nix has ended, and with it every build that it started. */
    callEnded(started) {
        if (this.#running.size > 0)
            this.#check();
        for (const derivation of started)
            this.#running.delete(derivation);
    }
    /** Pushes paths as built by this job, whoever built them. */
    offer(outputs) {
        this.#then(() => this.#take(outputs));
    }
    /** Pushes outputs that a step needs and an earlier job may have built, if nobody could have planted them. */
    offerEarlier(outputs) {
        if (!this.#rules.isStoreSafe || outputs.length === 0)
            return;
        this.#then(async () => {
            const infos = await this.#store.closures(await this.#store.valid(outputs));
            const built = infos.filter(({ path, ultimate }) => ultimate && outputs.includes(path));
            await this.#take(built.map(({ path }) => path));
        });
    }
    /** Waits for the uploads, at most this many seconds, returns all results, and drops the token. */
    async finish(seconds) {
        clearInterval(this.#timer);
        const startedAt = performance.now();
        const isChecked = await Promise.race([
            this.#pending.then(() => true),
            new Promise(resolve => setTimeout(resolve, seconds * 1000, false).unref()),
        ]);
        if (!isChecked)
            this.#error ??= timeoutMessage(seconds, this.#rules.lastError?.());
        const remaining = seconds - (performance.now() - startedAt) / 1000;
        const results = await this.#uploads.finish(Math.max(0, remaining), seconds);
        await this.#cache.close();
        return { results, leftOut: [...this.#leftOut.values()], error: this.#error };
    }
    #check() {
        const local = [];
        const remote = [];
        for (const [derivation, machine] of this.#running)
            if (machine === '')
                local.push(derivation);
            else
                remote.push([derivation, machine]);
        this.#then(async () => {
            // Nix registers all outputs of a derivation at once, when its build has succeeded.
            const outputs = await this.#store.valid(await this.#store.outputs(local));
            for (const [derivation, machine] of remote) {
                const built = await this.#store.valid(await this.#store.outputs([derivation]));
                for (const path of built)
                    this.#builders.set(path, machine);
                outputs.push(...built);
            }
            await this.#take(outputs);
        });
    }
    /** Runs one check after the other. */
    #then(work) {
        this.#pending = this.#pending.then(work).catch(error => {
            this.#error ??= (0,errors/* formatError */.Wk)(error);
        });
    }
    async #take(outputs) {
        const fresh = outputs.filter(path => !this.#built.has(path));
        if (fresh.length === 0)
            return;
        for (const path of fresh)
            this.#built.add(path);
        const infos = await this.#store.closures(fresh);
        const missing = await this.#missing(infos.map(({ path }) => path));
        const { push, leftOut } = selectPush({
            ...this.#rules,
            infos,
            built: this.#built,
            builders: this.#builders,
            missing,
        });
        for (const entry of leftOut)
            this.#leftOut.set(entry.path, entry);
        for (const info of push) {
            if (this.#added.has(info.path))
                continue;
            this.#added.add(info.path);
            this.#uploads.add(info);
        }
    }
    async #missing(paths) {
        const unknown = paths.filter(path => !this.#lacks.has(path));
        if (unknown.length > 0) {
            const lacking = await this.#cache.missing(unknown.map(hashPart));
            for (const path of unknown)
                this.#lacks.set(path, lacking.has(hashPart(path)));
        }
        return new Set(paths.filter(path => this.#lacks.get(path)));
    }
}
/** The hash in a store path, by which caches identify it. */
function hashPart(path) {
    return path.slice('/nix/store/'.length).split('-')[0] ?? '';
}

;// CONCATENATED MODULE: ./build/caches/push/begin.js













/**
 * Writes the caches into the Nix settings of this run.
 * @param additional settings of other caches
 */
async function writeCaches({ reading, settings: discovered }, netrc, additional, ctx) {
    const settings = [...discovered, ...additional];
    if (reading.netrc)
        settings.push(...(await netrc.write(reading.netrc)));
    if (settings.length > 0)
        await (0,promises_.writeFile)((0,external_node_path_.join)(ctx.folder, access_tokens/* CACHES_CONF */.Ri), (0,conf/* formatConf */.GC)(settings));
}
/** Decides whether this run pushes, from the answers of Cachix and Nix, and starts the pusher if so. */
async function startPush(options, reading) {
    const { inputs, trust, nix, env, ctx } = options;
    const settings = await (0,nix_isolation/* readSettings */.sb)(nix, env);
    const isolation = (0,nix_isolation/* judgeIsolation */.gj)(nix, settings);
    const push = decidePush(trust, {
        cachixName: inputs.name,
        isolated: isolation.isolated,
        repositoryPrivate: options.repositoryPrivate,
        cachePublic: reading.answer?.kind === 'info' ? reading.answer.info.isPublic : undefined,
        allowPublicCache: inputs.allowPublicCache,
        permission: permissionOf(inputs, reading.answer),
        wrongKey: whyWrongKey(inputs, reading.answer),
        deferred: options.deferred,
        nixMode: nix.mode,
        commandsRan: options.commandsRan ?? false,
        plan: options.plan ?? false,
    });
    const makesPush = push.push && !options.deferred;
    const isStoreSafe = makesPush && (await (0,allowed_by_daemon/* isUntrustedByDaemon */.sN)(nix, env));
    const pusher = makesPush
        ? makePusher(inputs, trustedKeys(settings), options, ctx, undefined, isStoreSafe)
        : undefined;
    return { push, isolation, settings, pusher };
}
/** A signing key alone needs no permission; a token's permission is what Cachix reports. */
function permissionOf(inputs, answer) {
    if (inputs.authToken.value === undefined)
        return 'signing-key-alone';
    if (answer?.kind === 'info')
        return answer.info.permission ?? 'none';
    const reason = answer?.reason ?? 'it was not asked';
    return answer?.kind === 'refused' ? { refused: reason } : { unreachable: reason };
}
/** Why a signing key is wrong: nobody could use paths that are not signed with the cache's key. */
function whyWrongKey({ signingKey }, answer) {
    if (signingKey.value === undefined || answer?.kind !== 'info')
        return undefined;
    return (0,signature/* keyMismatch */.C_)(signingKey.value, answer.info.publicSigningKeys);
}
/** The keys whose signatures this Nix accepts. */
function trustedKeys(settings) {
    const value = settings['trusted-public-keys']?.value;
    return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
/**
 * Creates a pusher for `cachix-name` with the current credentials, which stay in memory.
 * @param keys public keys of the caches that this job reads
 * @param since start of the job, in seconds since 1970
 */
function makePusher(inputs, keys, { nix, env, areBuildersTrusted = false }, { cancel, logger }, since = Math.floor(Date.now() / 1000 - performance.now() / 1000), isStoreSafe = false) {
    let lastError;
    const onRetry = (message) => {
        lastError = message;
        logger.debug(message);
    };
    const cachix = new client/* Cachix */.FZ({
        host: inputs.host,
        name: inputs.name,
        token: inputs.authToken.value,
        cancel,
        onRetry,
    });
    const upload = new PushQueue((info, stop) => uploadPath(cachix, info, () => (0,store/* dumpPath */.O0)(nix.bin, info.path, env), {
        cancel: stop,
        signingKey: inputs.signingKey.value,
        onRetry,
    }), { cancel, lastError: () => lastError });
    return new Pusher(new store/* Store */.il(nix, env), cachix, upload, {
        since,
        isSigned: info => (0,signature/* signedBy */.qI)(info, info.signatures, keys) !== undefined,
        isFiltered: path => inputs.filter?.test(path) ?? false,
        isStoreSafe,
        areBuildersTrusted,
        lastError: () => lastError,
    });
}
/** Logs a decision at its level. */
function logDecision({ reason, level, hint }, title, { logger }) {
    const text = hint ? `${reason} ${hint}` : reason;
    if (level === 'info')
        logger.info(`${title}: ${text}`);
    else
        logger[level](text, title);
}


/***/ }),

/***/ 5047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ finishPush)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);

/**
 * Waits for the uploads and logs their outcome.
 * @param seconds the input `push-timeout`
 */
async function finishPush(pusher, name, seconds, { logger }) {
    const pushed = await pusher.finish(seconds);
    const outcome = pushOutcome(pushed, name);
    logger[outcome.push === 'failed' ? 'warning' : 'info'](outcome.reason, 'Push');
    if (pushed.leftOut.length > 0) {
        const list = pushed.leftOut.map(({ path, because }) => `${path}: ${because}`);
        logger.notice(`Not pushed to ${name}, because a path needs its whole closure there:\n${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .listedLines */ .vU)(list, 20).join('\n')}`, 'Push');
    }
    return outcome;
}
/** Pure: the outcome of results, in words. */
function pushOutcome({ results, leftOut, error }, name) {
    const done = results.filter(({ status }) => status === 'pushed');
    const failed = results.filter(({ status }) => status === 'failed');
    const bytes = done.reduce((sum, result) => sum + result.bytes, 0);
    const paths = done.map(({ path }) => path);
    if (failed.length === 0 && error === undefined) {
        const push = paths.length > 0 ? 'pushed' : 'nothing-to-push';
        const reason = push === 'pushed'
            ? `Pushed ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(paths.length, 'path')} (${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .bytesText */ .pV)(bytes)}) to ${name}.`
            : leftOut.length > 0
                ? `Nothing could be pushed to ${name}; see the notice.`
                : `${name} already has everything that was built.`;
        return { push, reason, paths, bytes };
    }
    const why = failed[0]?.error ?? error ?? '';
    const what = failed.length > 0
        ? `${failed.length} of ${results.length} paths were not pushed`
        : 'Builds were not pushed';
    return {
        push: 'failed',
        reason: `${what} to ${name}: ${why}. A later run that builds them again pushes them.`,
        paths,
        bytes,
    };
}


/***/ }),

/***/ 9789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C0: () => (/* binding */ allowedCaches),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   sN: () => (/* binding */ isUntrustedByDaemon)
/* harmony export */ });
/* unused harmony exports isTrusted, refusedUrls */
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1327);
/* harmony import */ var _nix_conf_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1764);
/* harmony import */ var _nix_isolation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9132);




/**
 * A daemon accepts substituters and keys from trusted users, from others only those that its administrator lists. If it
 * does not accept ours, one warning has the lines for its administrator, and the job continues without these caches.
 * @returns the caches for the report
 */
async function allowedCaches(reading, nix, env, { logger }) {
    const isRead = reading.caches.some(({ use }) => use !== 'off');
    if (nix.install !== 'found' || nix.mode !== 'daemon' || !isRead) {
        return reading.caches;
    }
    const user = await daemonUser(env);
    const refused = refusedUrls(await daemonSettings(nix, env), user, reading);
    if (refused.length === 0)
        return reading.caches;
    const lines = (0,_nix_conf_js__WEBPACK_IMPORTED_MODULE_3__/* .formatConf */ .GC)([
        { name: 'extra-trusted-substituters', value: refused.join(' ') },
        { name: 'extra-trusted-public-keys', value: reading.keys.join(' ') },
    ]);
    logger.warning(`The Nix daemon on this machine does not accept caches from ${user.name}, so these are not used: ${refused.join(', ')}. Its administrator can allow them in /etc/nix/nix.conf:\n${lines}`, 'Caches');
    const reason = `the Nix daemon does not accept it from ${user.name}`;
    return reading.caches.map(it => (refused.includes(it.url) ? { ...it, use: 'off', reason } : it));
}
/** Whether the store belongs to an existing daemon that does not trust this user. */
async function isUntrustedByDaemon(nix, env) {
    if (nix.install !== 'found' || nix.mode !== 'daemon')
        return false;
    return !isTrusted(await daemonSettings(nix, env), await daemonUser(env));
}
/** The settings without those of this job. */
function daemonSettings(nix, env) {
    return (0,_nix_isolation_js__WEBPACK_IMPORTED_MODULE_2__/* .readSettings */ .sb)(nix, { ...env, NIX_USER_CONF_FILES: '', NIX_CONFIG: FEATURES });
}
/** Older versions need it to show their settings. */
const FEATURES = 'extra-experimental-features = nix-command';
async function daemonUser(env) {
    const { stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_1__/* .runShort */ .c)(['id', '-nG'], { env });
    return { name: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().username, groups: stdout.trim().split(/\s+/) };
}
/** Pure: whether the daemon trusts a user; root always. */
function isTrusted(settings, { name, groups }) {
    const users = ['root', ...listOf(settings, 'trusted-users')];
    return users.some(it => it === '*' || it === name || (it.startsWith('@') && groups.includes(it.slice(1))));
}
/** Pure: the caches that a daemon with these settings does not accept from a user. */
function refusedUrls(settings, user, reading) {
    if (isTrusted(settings, user))
        return [];
    const allowed = [
        ...listOf(settings, 'substituters'),
        ...listOf(settings, 'trusted-substituters'),
    ].map(plain);
    const keys = listOf(settings, 'trusted-public-keys');
    const isKnown = reading.keys.every(key => keys.includes(key));
    const urls = reading.caches.filter(({ use }) => use !== 'off').map(({ url }) => url);
    return urls.filter(url => !isKnown || !allowed.includes(plain(url)));
}
/** The items of a list setting. */
function listOf(settings, name) {
    const value = settings[name]?.value;
    if (typeof value === 'string')
        return value.split(/\s+/);
    return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
function plain(url) {
    return url.replace(/\/+$/, '');
}


/***/ }),

/***/ 1935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ discoverCaches),
  q: () => (/* binding */ substitutersOf)
});

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/caches/cachix/client.js
var client = __webpack_require__(7750);
// EXTERNAL MODULE: ./build/caches/substituters/known.js
var substituters_known = __webpack_require__(7351);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./build/host/http.js + 1 modules
var host_http = __webpack_require__(9831);
;// CONCATENATED MODULE: ./build/caches/substituters/probe.js


/** Seconds in all. */
const PROBE_TIMEOUT_S = 15;
const INFO = 'nix-cache-info';
/** The narinfo of a path that no cache has. */
const NARINFO = `${'0'.repeat(32)}.narinfo`;
/**
 * Checks that a URL is a binary cache and that it answers for paths. Otherwise Nix would complain at every call, after
 * its own retries, and without the input's name.
 * @throws the reason of a cancel
 */
async function probeCache(url, cancel) {
    if (!/^https?:/.test(url))
        return { kind: 'cache' };
    const late = AbortSignal.timeout(PROBE_TIMEOUT_S * 1000);
    const signal = AbortSignal.any([cancel, late]);
    const http = (0,host_http/* openHttp */.fb)(host_http/* STALL_TIMEOUT_S */.tJ, 5);
    const [place = '', query = ''] = url.split('?');
    try {
        const status = await statusOf(http, fileOf(place, INFO), signal);
        if (isTransient(status))
            return { kind: 'none', reason: String(status) };
        const reason = `${status} for ${INFO}`;
        if (status !== 401 && status !== 403 && status !== 200)
            return { kind: 'none', reason };
        // A client certificate may let Nix in.
        if (status !== 200 && !query.includes('tls-certificate='))
            return { kind: 'locked', reason };
        const busy = await busyForPaths(http, place, signal);
        cancel.throwIfAborted();
        return busy === undefined ? { kind: 'cache' } : { kind: 'none', reason: busy };
    }
    catch (error) {
        cancel.throwIfAborted();
        const reason = late.aborted
            ? `nothing within ${PROBE_TIMEOUT_S} s`
            : (0,host_http/* describeRequestError */.tM)(error);
        return { kind: 'none', reason };
    }
    finally {
        http.close();
    }
}
/**
 * Checks that a cache answers for paths.
 * @returns its answer if it rejects all requests
 * @throws the reason of a cancel
 */
async function whyBusy(url, cancel) {
    const signal = AbortSignal.any([cancel, AbortSignal.timeout(PROBE_TIMEOUT_S * 1000)]);
    const http = (0,host_http/* openHttp */.fb)(host_http/* STALL_TIMEOUT_S */.tJ, 5);
    try {
        const busy = await busyForPaths(http, url, signal);
        cancel.throwIfAborted();
        return busy;
    }
    finally {
        http.close();
    }
}
/**
 * After these two answers Nix waits for a long time, for each path. A cache that is slow or has another fault is left to
 * Nix.
 */
async function busyForPaths(http, place, signal) {
    const status = await statusOf(http, fileOf(place, NARINFO), signal).catch(() => 404);
    return status === 429 || status === 503 ? `${status} for a path` : undefined;
}
function fileOf(place, file) {
    return `${place.replace(/\/+$/, '')}/${file}`;
}
/** The status after retries of transient errors. @throws Error without an answer */
async function statusOf(http, url, signal) {
    let last;
    const ask = async () => {
        last = undefined;
        const { statusCode, body } = await http.request(url, { cancel: signal });
        await (0,host_http/* discard */.vf)(body);
        last = statusCode;
        if (isTransient(statusCode))
            throw new Error(String(statusCode));
        return statusCode;
    };
    return (0,p_retry/* default */.Ay)(ask, { retries: 2, minTimeout: 500, signal }).catch(error => {
        if (last === undefined)
            throw error;
        return last;
    });
}
function isTransient(status) {
    return status === 429 || status >= 500;
}

;// CONCATENATED MODULE: ./build/caches/substituters/discover.js




/**
 * Queries each cache once. An unavailable cache is a warning, and the job continues with the others.
 * @param token for `cachix-name` only; empty if the run may not use credentials
 * @param known caches that are not queried again
 */
async function discoverCaches(cache, token, ctx, known = []) {
    const existing = (name) => fromKnown((0,substituters_known/* knownByName */.uJ)(known, cache.host, name));
    const primary = cache.name === '' ? undefined : (existing(cache.name) ?? discoverPrimary(cache, token, ctx));
    const extra = cache.extra.map(one => {
        if ('url' in one)
            return existing(one.url) ? withKey(one) : discoverByUrl(one, ctx);
        return existing(one.name)?.cache ?? discoverByName(cache.host, one.name, ctx);
    });
    const [first, ...others] = await Promise.all([primary, ...extra]);
    const probed = [...(first ? [first.cache] : []), ...others.filter(one => one !== undefined)];
    return substitutersOf(probed, cache.host, { answer: first?.answer, netrc: first?.netrc });
}
/** Pure: the substituters from the probed caches. */
function substitutersOf(probed, host, rest) {
    const read = probed.filter(({ record }) => record.use !== 'off');
    return {
        probed,
        caches: probed.map(({ record }) => record),
        keys: read.flatMap(({ keys }) => keys),
        known: read
            .filter(({ isOpen }) => isOpen)
            .map(({ record, keys }) => ({ host, name: record.name, url: record.url, keys })),
        answer: rest.answer,
        netrc: rest.netrc,
    };
}
async function discoverByUrl(cache, ctx) {
    const probed = await probeCache(cache.url, ctx.cancel);
    if (probed.kind === 'cache')
        return withKey(cache);
    const { kind, reason } = probed;
    if (kind === 'locked')
        return { ...withKey(cache), isOpen: false, locked: reason };
    return unavailable('', cache.url, { kind: 'unreachable', reason }, ctx);
}
function withKey({ url, key }) {
    return { record: { name: url, url, use: 'read' }, keys: [key], isOpen: true };
}
/** A known cache, without an answer of Cachix, because nothing is pushed. */
function fromKnown(known) {
    if (!known)
        return undefined;
    const { name, url, keys } = known;
    return {
        cache: { record: { name, url, use: 'read' }, keys, isOpen: true },
        answer: undefined,
        netrc: undefined,
    };
}
async function discoverByName(host, name, ctx) {
    const answer = await requestInfo(host, name, '', ctx);
    return answer.kind === 'info' ? checkBusy(answer.info, ctx) : unavailable(host, name, answer, ctx);
}
/** If Cachix refuses the token, asks again without it, so that a public cache is still read. */
async function discoverPrimary({ host, name }, token, ctx) {
    const answer = await requestInfo(host, name, token, ctx);
    const isTokenRefused = answer.kind === 'refused' && token !== '';
    const open = isTokenRefused ? await requestInfo(host, name, '', ctx) : answer;
    if (open.kind !== 'info') {
        const effect = token === '' ? undefined : 'neither read nor pushed to';
        return { cache: unavailable(host, name, open, ctx, effect), answer, netrc: undefined };
    }
    const { info } = open;
    const netrc = info.isPublic || token === '' ? undefined : netrcOf(info.uri, token);
    const cache = netrc === undefined ? await checkBusy(info, ctx) : { ...available(info), isOpen: false };
    return { cache, answer, netrc };
}
async function requestInfo(host, name, token, ctx) {
    const cachix = new client/* Cachix */.FZ({
        host,
        name,
        token: token === '' ? undefined : token,
        cancel: ctx.cancel,
    });
    try {
        return { kind: 'info', info: await cachix.info() };
    }
    catch (error) {
        ctx.cancel.throwIfAborted();
        if (error instanceof client/* CachixRefused */.DP)
            return { kind: 'refused', reason: error.reason };
        if (error instanceof client/* CachixUnreachable */.Fp)
            return { kind: 'unreachable', reason: error.reason };
        return { kind: 'unreachable', reason: (0,errors/* formatError */.Wk)(error) };
    }
    finally {
        cachix.close();
    }
}
/** Checks whether the cache answers for paths: its files are on another host than Cachix's API. */
async function checkBusy(info, ctx) {
    const busy = info.isPublic ? await whyBusy(info.uri, ctx.cancel) : undefined;
    if (busy === undefined)
        return available(info);
    return unavailable(info.uri, info.name, { kind: 'unreachable', reason: busy }, ctx);
}
function available({ name, uri, publicSigningKeys }) {
    return { record: { name, url: uri, use: 'read' }, keys: publicSigningKeys, isOpen: true };
}
function unavailable(host, name, { kind, reason }, ctx, effect = 'not read') {
    const hint = kind === 'refused'
        ? 'Check its name and whether it is private'
        : 'If this keeps happening, check its URL and the network of the runner';
    const isAnswer = kind === 'refused' || /^\d{3}\b/.test(reason);
    const where = isAnswer ? `${host || 'it'} answered ` : host === '' ? '' : `${host}: `;
    ctx.logger.warning(`The cache ${name} is ${effect}: ${where}${reason}. The job continues without it. ${hint}.`, `Cache ${name}`);
    return { record: { name, url: '', use: 'off', reason }, keys: [], isOpen: false };
}
/** Cachix expects an empty login and the token as password. (netrc(5)) */
function netrcOf(uri, token) {
    return `machine ${new URL(uri).hostname} password ${token}\n`;
}


/***/ }),

/***/ 7351:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GF: () => (/* binding */ KNOWN_CACHES),
/* harmony export */   Jq: () => (/* binding */ formatKnown),
/* harmony export */   df: () => (/* binding */ parseKnown),
/* harmony export */   lH: () => (/* binding */ areAllKnown),
/* harmony export */   uJ: () => (/* binding */ knownByName)
/* harmony export */ });
/**
 * The variable in which a use passes its caches to the next one. Steps in between can set it, as they can PATH, so it is
 * read only if nothing is pushed.
 */
const KNOWN_CACHES = 'NIX_CI_CACHES';
function formatKnown(caches) {
    return JSON.stringify(caches);
}
/** Pure: parses {@link KNOWN_CACHES}; anything invalid, such as a line break that would add a Nix setting, is ignored. */
function parseKnown(text) {
    try {
        const value = JSON.parse(text ?? '[]');
        return Array.isArray(value) ? value.filter(isKnownCache) : [];
    }
    catch {
        return [];
    }
}
function isKnownCache(value) {
    const { host, name, url, keys } = (value ?? {});
    const isUrl = typeof url === 'string' && /^[a-z0-9-]+:\S+$/.test(url) && URL.canParse(url);
    const isKeys = Array.isArray(keys) && keys.every(key => /^[^:\s]+:[\w+/]{43}=$/.test(`${key}`));
    return typeof host === 'string' && typeof name === 'string' && isUrl && isKeys;
}
/** The known cache with this name at this host. */
function knownByName(known, host, name) {
    return known.find(it => it.host === host && it.name === name);
}
/** Whether no cache needs to be queried. */
function areAllKnown({ host, name, extra }, known) {
    const names = [
        ...(name === '' ? [] : [name]),
        ...extra.map(it => ('url' in it ? it.url : it.name)),
    ];
    return names.every(it => knownByName(known, host, it));
}


/***/ }),

/***/ 7559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ listHeads),
/* harmony export */   g: () => (/* binding */ askRepository)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _process_spawn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3138);



/** Ignores the settings of system and user; those of a repository cannot start a program or reach another machine. */
const SEALED = {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
};
const CERTIFICATE_VARIABLES = ['GIT_SSL_CAINFO', 'GIT_SSL_CAPATH'];
/**
 * Queries the repository around a folder. Safe for untrusted repositories: programs that its settings name do not run.
 * If git refuses because another user owns the folder, the user's safe.directory counts too.
 * @param words the git command and its arguments, such as `ls-files -z`
 */
async function askRepository(folder, words, options) {
    // A directory of the sources may look like a bare repository, with a HEAD that its author chose.
    const settings = [
        'core.fsmonitor=false',
        'core.hooksPath=/dev/null',
        'safe.bareRepository=explicit',
    ];
    const argv = [...withSettings(settings), '-C', folder, ...words];
    const more = { GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' };
    const answer = await git(argv, { ...SEALED, ...more }, options);
    const isRefused = 'stderr' in answer && answer.stderr.includes('dubious ownership');
    return isRefused ? git(argv, more, options) : answer;
}
/**
 * Runs `git ls-remote --heads`, without settings of system, user or repository.
 * @param token for http and https; only the environment of this child has it
 */
async function listHeads(url, token, options) {
    const settings = [
        'credential.helper=',
        'http.followRedirects=false',
        'http.lowSpeedLimit=1',
        `http.lowSpeedTime=${Math.ceil(options.timeout)}`,
    ];
    const argv = [...withSettings(settings), 'ls-remote', '--heads', '--', url.href];
    const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
    const more = {
        HOME: options.emptyFolder,
        XDG_CONFIG_HOME: options.emptyFolder,
        GIT_ALLOW_PROTOCOL: url.protocol.slice(0, -1),
        ...(token !== '' && isHttp ? authorization(url, token) : {}),
    };
    return git(argv, { ...SEALED, ...more }, options);
}
function withSettings(settings) {
    return ['--no-pager', ...settings.flatMap(setting => ['-c', setting])];
}
function authorization({ origin }, token) {
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    return {
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: `http.${origin}/.extraheader`,
        GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
    };
}
async function git(args, more, options) {
    const { emptyFolder, workspace, cancel, timeout } = options;
    const expired = AbortSignal.timeout(timeout * 1000);
    const env = {
        ...cleanEnvironment(options.env, workspace),
        LC_ALL: 'C',
        GIT_TERMINAL_PROMPT: '0',
        GIT_CEILING_DIRECTORIES: [workspace, emptyFolder].map(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname).join(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter),
        ...more,
    };
    try {
        const signal = cancel ? AbortSignal.any([cancel, expired]) : expired;
        return await (0,_process_spawn_js__WEBPACK_IMPORTED_MODULE_2__/* .capture */ .Fg)(['git', ...args], { env, cwd: emptyFolder, cancel: signal });
    }
    catch (error) {
        if (expired.aborted)
            return { trouble: `git did not answer within ${timeout} s` };
        const { code, message } = error;
        return { trouble: code === 'ENOENT' ? 'git is not on PATH' : `git cannot be run (${message})` };
    }
}
/** Without the variables that control git, and without a git of the workspace on PATH. */
function cleanEnvironment(env, workspace) {
    const kept = Object.entries(env).filter(([name]) => CERTIFICATE_VARIABLES.includes(name) || !/^(GIT_|SSH_ASKPASS)/.test(name));
    const path = (env.PATH ?? '')
        .split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter)
        .filter(it => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(it) && !isIn(it, workspace));
    return { ...Object.fromEntries(kept), PATH: path.join(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter) };
}
function isIn(path, folder) {
    return `${real(path)}${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`.startsWith((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(real(folder), node_path__WEBPACK_IMPORTED_MODULE_1__.sep));
}
function real(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path);
    }
}


/***/ }),

/***/ 3500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ homeOf)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);

/** HOME, or the user's home directory in the system's database, as in Nix. */
function homeOf(env) {
    if (env.HOME)
        return env.HOME;
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().homedir;
    }
    catch {
        // A container may run as a user without an entry in /etc/passwd.
        return '/';
    }
}


/***/ }),

/***/ 9831:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Dr: () => (/* binding */ PermanentError),
  tJ: () => (/* binding */ STALL_TIMEOUT_S),
  Xz: () => (/* binding */ StallError),
  N_: () => (/* binding */ TransientError),
  tM: () => (/* binding */ describeRequestError),
  vf: () => (/* binding */ discard),
  fb: () => (/* binding */ openHttp),
  P9: () => (/* binding */ retryAfter)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
;// CONCATENATED MODULE: ./build/host/http-agents.js


/** Milliseconds after which a connection that nobody uses is closed: servers close theirs after 5 seconds and more. */
const IDLE_MS = 4000;
const OPTIONS = { keepAlive: true, timeout: IDLE_MS };
/** The connections of a pool: direct, or through the proxies of the environment (http_proxy, https_proxy, no_proxy). */
class HttpAgents {
    #agents = new Map();
    #closing = new AbortController();
    #hasProxy = Object.keys(process.env).some(name => /^(?:https?|all)_proxy$/i.test(name));
    /** @param url of a request */
    async for({ protocol, href }) {
        const isTls = protocol === 'https:';
        const { proxy, open } = this.#hasProxy ? await wayTo(href) : DIRECT;
        const name = `${protocol}${proxy}`;
        const agent = this.#agents.get(name) ?? open(isTls, this.#closing.signal);
        this.#agents.set(name, agent);
        return agent;
    }
    close() {
        // A connection that waits for a tunnel belongs to no agent yet.
        this.#closing.abort();
        for (const agent of this.#agents.values())
            agent.destroy();
    }
}
const DIRECT = {
    proxy: '',
    open: isTls => (isTls ? new external_node_https_.Agent(OPTIONS) : new external_node_http_.Agent(OPTIONS)),
};
/** A proxy of another kind (SOCKS) is not used. */
async function wayTo(url) {
    const { proxyAgent, proxyFor } = await Promise.all(/* import() */[__webpack_require__.e(40), __webpack_require__.e(633)]).then(__webpack_require__.bind(__webpack_require__, 2633));
    const proxy = proxyFor(url);
    if (!/^https?:/i.test(proxy))
        return DIRECT;
    return { proxy, open: (isTls, signal) => proxyAgent(proxy, isTls, { ...OPTIONS, signal }) };
}

;// CONCATENATED MODULE: ./build/host/http.js





/** Seconds without a byte after which a request counts as stalled. */
const STALL_TIMEOUT_S = 15;
/** The server answered, and a retry would get the same answer. */
class PermanentError extends Error {
    status;
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}
/** A retry may succeed. */
class TransientError extends Error {
    /** Seconds that the server asks to wait. */
    retryAfter;
    constructor(message, retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }
}
/** No byte came, and none could be sent, for so long that the request was given up. */
class StallError extends Error {
    /** @param stall seconds */
    constructor(stall) {
        super(`no data for ${stall} s`);
    }
}
/**
 * Creates a pool without opening a connection. Reads the proxies from the environment (http_proxy, https_proxy, no_proxy).
 * @param stall seconds without a byte, in either direction, after which a request fails
 * @param redirects how many to follow, with GET
 */
function openHttp(stall, redirects = 0) {
    const agents = new HttpAgents();
    const running = new Set();
    let isClosed = false;
    const send = async (url, options) => {
        const agent = await agents.for(url);
        if (isClosed)
            throw new Error('the connections were closed');
        options.cancel?.throwIfAborted();
        return sendOnce(url, { stall, ...options, agent }, running);
    };
    return {
        async request(url, options = {}) {
            const named = new URL(url);
            let at = named;
            for (let left = redirects;; left--) {
                // Credentials are for the server that was named.
                const isNamed = at.origin === named.origin;
                const response = await send(at, isNamed ? options : { ...options, headers: {} });
                const { location } = response.headers;
                const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode);
                if (left === 0 || !isRedirect || location === undefined)
                    return response;
                await discard(response.body);
                at = new URL(location, at);
            }
        },
        close() {
            isClosed = true;
            for (const stop of running)
                stop(new Error('the connections were closed'));
            agents.close();
        },
    };
}
function sendOnce(url, { agent, method = 'GET', headers, body, cancel, stall }, running) {
    return new Promise((resolve, reject) => {
        let sent;
        let got;
        let socket;
        const quarter = (stall * 1000) / QUARTERS;
        const stop = why => {
            // A request that still waits for its proxy does not emit an error, and does not close.
            reject(why);
            settled();
            got?.destroy(why);
            sent?.destroy(why);
        };
        const options = { agent, method, timeout: quarter, ...(0,object/* defined */.s)({ headers }) };
        sent = (url.protocol === 'https:' ? external_node_https_.request : external_node_http_.request)(url, options, response => {
            got = response;
            // What is still being sent would be sent without end.
            response.once('close', () => sent?.writableFinished || sent?.destroy());
            const { statusCode = 0 } = response;
            resolve({ statusCode, headers: response.headers, body: response });
        });
        const isStalled = stallDetector(quarter);
        const quiet = () => {
            // What waits for whoever reads it has not stalled.
            if (socket && isStalled(socket) && !got?.readableLength)
                stop(new StallError(stall));
            else
                socket?.setTimeout(quarter);
        };
        const connecting = setTimeout(() => stop(new StallError(stall)), stall * 1000);
        const cancelled = () => stop(cancel?.reason);
        const settled = () => {
            clearTimeout(connecting);
            socket?.off('timeout', quiet);
            running.delete(stop);
            cancel?.removeEventListener('abort', cancelled);
        };
        running.add(stop);
        cancel?.addEventListener('abort', cancelled);
        sent.once('socket', given => {
            clearTimeout(connecting);
            // The request's own event comes once.
            socket = given.on('timeout', quiet);
        });
        // What it says in place of a tunnel would pass for the answer of the server.
        sent.once('proxyConnect', ({ statusCode = 200 }) => {
            if (statusCode !== 200)
                stop(new Error(`the proxy answered ${statusCode}`));
        });
        sent.on('error', reject);
        sent.once('close', () => {
            settled();
            // After what tells more.
            setImmediate(reject, new Error('the connection was closed without an answer'));
        });
        if (typeof body !== 'object')
            sent.end(body);
        // A server may answer before it has got everything.
        else
            (0,promises_.pipeline)(body, sent).catch(reject);
    });
}
/** A stall is so many quiet times in a row: where this process itself was not run, one of them was long, and no more. */
const QUARTERS = 4;
/**
 * Counts the quiet times of a socket.
 * @param quarter milliseconds
 * @returns what is called after each, and says whether that was the last one
 */
function stallDetector(quarter) {
    let bytes = 0;
    let count = 0;
    let last = 0;
    return socket => {
        const now = performance.now();
        // What was written counts once, and once more when the kernel has taken it.
        const sent = 2 * socket.bytesWritten - socket.writableLength;
        const moved = socket.bytesRead + sent - (socket.connecting ? 1 : 0);
        const isNext = moved === bytes && now - last < quarter * 1.5;
        bytes = moved;
        last = now;
        count = isNext ? count + 1 : 1;
        return count >= QUARTERS;
    };
}
/** Bytes of a body that are read so that its connection can be used again. */
const MAX_DISCARDED_BYTES = 128 << 10;
/** Reads a body to its end; ends the connection if it is long. */
async function discard(body) {
    let bytes = 0;
    for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > MAX_DISCARDED_BYTES)
            return;
    }
}
/** Why a request failed. */
function describeRequestError(error) {
    const { message, code } = error;
    // Node says “socket hang up” or “aborted”.
    if (code === 'ECONNRESET' || code === 'EPIPE')
        return `the server closed the connection (${code})`;
    // If IPv4 and IPv6 both fail, the error has no message.
    return message || code || String(error);
}
/** Seconds to wait according to a Retry-After header, which has seconds or a date. */
function retryAfter(header) {
    const text = Array.isArray(header) ? header[0] : header;
    if (text === undefined)
        return undefined;
    const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
    return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}


/***/ }),

/***/ 5222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ Tail),
/* harmony export */   g: () => (/* binding */ LineSplitter)
/* harmony export */ });
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6193);

/** Longer lines are split, to bound memory. */
const MAX_LINE_LENGTH = 1 << 20;
/** Splits a stream of bytes into lines of text; invalid UTF-8 becomes U+FFFD. */
class LineSplitter {
    #decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder('utf8');
    #onLine;
    #maxLength;
    #rest = '';
    constructor(onLine, maxLength = MAX_LINE_LENGTH) {
        this.#onLine = onLine;
        this.#maxLength = maxLength;
    }
    write(chunk) {
        const lines = this.#decoder.write(chunk).split('\n');
        lines[0] = this.#rest + lines[0];
        this.#rest = lines.pop() ?? '';
        for (const line of lines)
            this.#emit(line);
        if (this.#rest.length >= this.#maxLength) {
            this.#emit(this.#rest);
            this.#rest = '';
        }
    }
    /** Emits a last line without a newline. */
    end() {
        const rest = this.#rest + this.#decoder.end();
        this.#rest = '';
        if (rest !== '')
            this.#emit(rest);
    }
    #emit(line) {
        this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    }
}
/** Keeps the last lines of an output of any size. */
class Tail {
    #size;
    #width;
    #lines = [];
    /**
     * @param size lines to keep
     * @param width characters of a line to keep
     */
    constructor(size = 50, width = 1000) {
        this.#size = size;
        this.#width = width;
    }
    push(line) {
        this.#lines.push(line.length > this.#width ? `${line.slice(0, this.#width)}…` : line);
        if (this.#lines.length >= this.#size * 2)
            this.#lines = this.#lines.slice(-this.#size);
    }
    lines(count = this.#size) {
        const first = this.#lines.length - Math.min(count, this.#size);
        return this.#lines.slice(Math.max(0, first));
    }
}


/***/ }),

/***/ 2396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uH: () => (/* binding */ REPORT_RESERVE_S),
  Ko: () => (/* binding */ readInputs)
});

// UNUSED EXPORTS: INPUT_NAMES

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
;// CONCATENATED MODULE: ./build/lib/secret.js
/** A secret that is dropped for good before untrusted code runs. */
class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    /** Undefined if it was not set or has been dropped. */
    get value() {
        return this.#value;
    }
    drop() {
        this.#value = undefined;
    }
}

// EXTERNAL MODULE: ./build/nix/conf.js
var conf = __webpack_require__(1764);
;// CONCATENATED MODULE: ./build/nix/options.js
const NIX_MODES = ['auto', 'daemon', 'single-user'];

// EXTERNAL MODULE: ./build/nix/release.js + 1 modules
var release = __webpack_require__(3654);
// EXTERNAL MODULE: ./build/nix/signature.js
var signature = __webpack_require__(8486);
// EXTERNAL MODULE: ./build/runner/secrets.js
var secrets = __webpack_require__(2210);
// EXTERNAL MODULE: ./build/trust/decide-trust.js
var decide_trust = __webpack_require__(3846);
// EXTERNAL MODULE: ./build/nix/builders.js
var nix_builders = __webpack_require__(3498);
;// CONCATENATED MODULE: ./build/inputs/builders.js


const EXPECTED_MACHINE = 'Expected a machine as in nix.conf, such as ssh-ng://build@host aarch64-linux - 4.';
const EXPECTED_KEY = 'Expected an SSH private key, which begins with -----BEGIN.';
const PRIVATE_KEY = /^-----BEGIN [A-Z ]*PRIVATE KEY-----\s/;
/**
 * Parses the inputs of remote builders.
 * @param text returns the text of an input; empty if it is not set
 * @param lacksSecrets whether GitHub gives this run no secrets, so that the key may be empty
 */
function readBuilders(text, lacksSecrets) {
    const builders = text('builders');
    const key = text('builders-ssh-key').replaceAll('\r\n', '\n');
    const knownHosts = text('builders-known-hosts').replaceAll('\r\n', '\n');
    const { machines, bad } = (0,nix_builders/* parseBuilders */.ms)(builders);
    const problems = bad.map(({ line, text }) => ({
        where: `builders, line ${line}`,
        value: text,
        expected: EXPECTED_MACHINE,
    }));
    const lack = (where, expected) => problems.push({ where, value: '', expected: `${expected}.` });
    const isKey = PRIVATE_KEY.test(key);
    if (key !== '' && !isKey)
        problems.push({ where: 'builders-ssh-key', value: '(not shown)', expected: EXPECTED_KEY });
    if (key !== '' && knownHosts === '')
        lack('builders-known-hosts', 'Expected the host keys of the builders, as ssh-keyscan prints them');
    if (key === '' && knownHosts !== '' && !lacksSecrets)
        lack('builders-ssh-key', 'Expected the private key for the hosts in builders-known-hosts');
    if (builders === '' && key + knownHosts !== '')
        lack('builders', 'Expected the machines that builders-ssh-key is for');
    return {
        options: { machines, key: new Secret(isKey ? key : undefined), knownHosts },
        problems,
    };
}

;// CONCATENATED MODULE: ./build/inputs/formats.js
/** The name of a Cachix cache. */
function isCacheName(text) {
    return /^[A-Za-z0-9][\w-]*$/.test(text);
}
/** `owner/name`, or the numeric id of a repository. */
function isRepository(text) {
    return /^(\d+|[\w.-]+\/[\w.-]+)$/.test(text);
}
/** An http or https URL. */
function isWebUrl(text) {
    return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
/** The URL of a store that Nix can read. */
function isCacheUrl(text) {
    return URL.canParse(text) && /^(https?|s3|ssh|ssh-ng|file):$/.test(new URL(text).protocol);
}
/** The base of Nix releases, or a full URL whose placeholders are known. */
function isReleaseUrl(text) {
    const placeholders = [...text.matchAll(/\{(\w*)\}?/g)].map(match => match[0]);
    return (/^(https?|file):$/.test(URL.canParse(text) ? new URL(text).protocol : '') &&
        placeholders.every(it => it === '{version}' || it === '{system}'));
}
/** A SHA-256 in hexadecimal. */
function isSha256(text) {
    return /^[0-9a-f]{64}$/i.test(text);
}

// EXTERNAL MODULE: ./build/inputs/matrix.js + 1 modules
var matrix = __webpack_require__(4283);
// EXTERNAL MODULE: ./build/inputs/problem.js
var problem = __webpack_require__(787);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
;// CONCATENATED MODULE: ./build/inputs/reader.js

const EXPECTED_DURATION = 'Expected a duration such as 90s, 20m or 1h.';
/** Parses the text of inputs and collects the mistakes in them. */
class InputTexts {
    problems = [];
    get;
    /** @param get returns the text of an input; empty if it is not set */
    constructor(get) {
        this.get = get;
    }
    choice(name, choices) {
        const isChoice = (text) => choices.includes(text);
        return (this.matching(name, isChoice, `Expected one of ${choices.join(', ')}.`) ??
            choices[0]);
    }
    text(name) {
        const text = this.get(name).trim();
        return text === '' ? undefined : text;
    }
    /** The lines that are not blank. */
    lines(name) {
        const lines = this.get(name)
            .split('\n')
            .map(line => line.trim());
        return lines.filter(line => line !== '');
    }
    matching(name, is, expected) {
        const text = this.text(name);
        if (text === undefined || is(text))
            return text;
        this.problem(name, text, expected);
        return undefined;
    }
    bool(name, fallback) {
        const text = this.matching(name, it => /^(true|false)$/i.test(it), 'Expected true or false.');
        return text === undefined ? fallback : text.toLowerCase() === 'true';
    }
    /** Seconds. */
    duration(name) {
        const isDuration = (text) => (0,format/* parseDuration */.E9)(text) !== undefined;
        return (0,format/* parseDuration */.E9)(this.matching(name, isDuration, EXPECTED_DURATION) ?? '');
    }
    /** Bytes of `500MB` or `2GB`; 1 MB is a million bytes. */
    size(name) {
        const pattern = /^(\d+(?:\.\d+)?)\s*(MB|GB)$/i;
        const text = this.matching(name, it => pattern.test(it), 'Expected a size such as 500MB or 2GB.');
        const [, number = '', unit = ''] = pattern.exec(text ?? '') ?? [];
        return number === '' ? undefined : Number(number) * (unit.toUpperCase() === 'GB' ? 1e9 : 1e6);
    }
    problem(where, value, expected) {
        this.problems.push({ where, value, expected });
    }
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./build/lib/suggest.js

/** `Did you mean …?` if a known name is close enough to be a typo. */
function suggest(word, names) {
    const near = (0,mod/* closest */.kp)(word, names);
    return (0,mod/* distance */.Io)(word, near) <= Math.max(2, word.length / 3) ? `Did you mean ${near}? ` : '';
}

// EXTERNAL MODULE: ./build/model/step.js
var model_step = __webpack_require__(1710);
;// CONCATENATED MODULE: ./build/inputs/steps/names.js

/**
 * Makes the names of steps unique, for outputs and reports. Default names that are equal because they were cut show
 * where they differ; otherwise the second one ends in ` (2)`, the third in ` (3)`. Pure.
 */
function withUniqueNames(steps) {
    const named = withDifferences(steps);
    // A name that the user gave to a step stays with that step.
    const taken = new Set(named.map(({ name }) => name));
    const seen = new Set();
    return named.map(step => {
        let { name } = step;
        for (let nth = 2; seen.has(name); nth++) {
            const next = `${step.name} (${nth})`;
            if (!taken.has(next))
                name = next;
        }
        taken.add(name);
        seen.add(name);
        return { ...step, name };
    });
}
/** Characters of a name to show before the gap, and between the gap and the difference. */
const HEAD_LENGTH = 20;
const LEAD_LENGTH = 8;
function withDifferences(steps) {
    return steps.map(step => {
        const { kind, argument, name } = step;
        const whole = (0,model_step/* fullName */.fq)(kind, argument);
        const isCut = name === (0,model_step/* defaultName */.Z2)(kind, argument) && name !== whole;
        const others = steps
            .filter(other => isCut && other.name === name)
            .map(other => (0,model_step/* fullName */.fq)(other.kind, other.argument))
            .filter(other => other !== whole);
        if (others.length === 0)
            return step;
        const at = Math.min(...others.map(other => commonLength(whole, other)));
        // Start earlier if the name then fits to its end.
        const fits = Math.max(0, whole.length - (model_step/* MAX_DEFAULT_NAME_LENGTH */.KE - HEAD_LENGTH - 1));
        const rest = whole.slice(Math.max(Math.min(at - LEAD_LENGTH, fits), HEAD_LENGTH));
        return {
            ...step,
            name: `${whole.slice(0, HEAD_LENGTH)}…${rest}`.slice(0, model_step/* MAX_DEFAULT_NAME_LENGTH */.KE),
        };
    });
}
function commonLength(one, other) {
    let at = 0;
    while (at < one.length && one[at] === other[at])
        at++;
    return at;
}

// EXTERNAL MODULE: ./build/nix/install/settings.js
var settings = __webpack_require__(4039);
// EXTERNAL MODULE: ./build/inputs/steps/shell-words.js
var shell_words = __webpack_require__(4258);
;// CONCATENATED MODULE: ./build/inputs/steps/options.js





const MAX_RETRIES = 10;
const SHELLS = model_step/* KINDS */.GW.filter(kind => model_step/* KIND_TRAITS */.Hx[kind].entersShell);
const COMMANDS = model_step/* KINDS */.GW.filter(kind => (0,model_step/* runsProjectCode */.R6)({ kind }));
const NIX = model_step/* KINDS */.GW.filter(kind => kind !== 'run');
/** Every option of a step; the names are the user's. */
const OPTIONS = {
    name: { kinds: model_step/* KINDS */.GW, expected: 'Expected a non-empty string.', read: options_text(name => ({ name })) },
    args: { kinds: NIX, ...list('--show-trace', args => ({ args })) },
    shell: {
        kinds: SHELLS,
        expected: 'Expected a file (nix-shell) or a flake reference such as .#ci (develop).',
        read: options_text(shell => ({ shell })),
    },
    pure: { kinds: SHELLS, ...bool(pure => ({ pure })) },
    keep: {
        kinds: SHELLS,
        ...list('CI GITHUB_SHA', keep => (keep.every(isVariable) ? { keep } : undefined)),
    },
    env: {
        kinds: model_step/* KINDS */.GW,
        expected: 'Expected a map of variable names to strings, numbers or booleans.',
        read: value => {
            const env = readEnv(value);
            return env && { env };
        },
    },
    'working-directory': {
        kinds: model_step/* KINDS */.GW,
        expected: "Expected a directory, relative to the action's working-directory.",
        read: options_text(workingDirectory => ({ workingDirectory })),
    },
    timeout: { kinds: model_step/* KINDS */.GW, ...duration(timeout => ({ timeout })) },
    silence: { kinds: model_step/* KINDS */.GW, ...duration(silence => ({ silence })) },
    retries: {
        kinds: model_step/* KINDS */.GW,
        expected: `Expected a number from 0 to ${MAX_RETRIES}.`,
        read: value => {
            const retries = typeof value === 'string' ? Number(value) : value;
            const isCount = Number.isInteger(retries) && value !== '';
            return isCount && Number(retries) >= 0 && Number(retries) <= MAX_RETRIES
                ? { retries: Number(retries) }
                : undefined;
        },
    },
    expect: {
        // An eval step has no build and no command that could fail as expected.
        kinds: model_step/* KINDS */.GW.filter(kind => kind !== 'eval'),
        ...onlyValue('failure', { expectFailure: true }),
    },
    'allow-failure': { kinds: model_step/* KINDS */.GW, ...bool(allowFailure => ({ allowFailure })) },
    only: {
        kinds: model_step/* KINDS */.GW,
        expected: 'Expected linux, darwin or systems such as x86_64-linux, as a list or on one line.',
        read: words(only => (only.length > 0 && only.every(isPlatform) ? { only } : undefined)),
    },
    if: {
        kinds: model_step/* KINDS */.GW,
        expected: 'Expected true or false, or an expression that gives one of them.',
        // An expression without a value is an empty string, which is false for GitHub.
        read: value => bool(it => ({ if: it })).read(value === null || value === '' ? false : value),
    },
    system: {
        kinds: ['build', 'eval'],
        expected: 'Expected a system such as aarch64-darwin.',
        read: options_text(system => (/^\w+-\w+$/.test(system) ? { system } : undefined)),
    },
    requires: {
        kinds: model_step/* KINDS */.GW,
        expected: 'The only valid value is kvm.',
        read: words(requires => requires.length > 0 && requires.every(it => it === 'kvm') ? { requires: ['kvm'] } : undefined),
    },
    'out-link': {
        kinds: ['build', 'nix-build'],
        expected: 'Expected the path of the link, as for nix build --out-link.',
        read: options_text(outLink => ({ outLink })),
    },
    credentials: { kinds: COMMANDS, ...bool(credentials => ({ credentials })) },
    annotations: { kinds: COMMANDS, ...bool(annotations => ({ annotations })) },
    eval: {
        kinds: ['flake-check'],
        expected: 'Expected whole or each.',
        read: options_text(value => value === 'whole' || value === 'each' ? { evalEach: value === 'each' } : undefined),
    },
    'eval-errors': { kinds: ['eval'], ...onlyValue('allow', { allowEvalErrors: true }) },
    select: {
        kinds: ['flake-check'],
        ...list('lint test-*', select => (select.length > 0 ? { select } : undefined)),
    },
    'all-systems': { kinds: ['flake-check'], ...bool(allSystems => ({ allSystems })) },
    realise: { kinds: ['flake-check'], ...bool(realise => ({ realise })) },
};
/** The option with that name. */
function optionOf(name) {
    return Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
}
function list(example, use) {
    const expected = `Expected a list of strings, or one string that is split as a shell would, such as ${example}. Quote numbers, true and false.`;
    return { expected, read: words(use) };
}
function onlyValue(only, step) {
    return {
        expected: `The only valid value is ${only}.`,
        read: options_text(value => (value === only ? step : undefined)),
    };
}
function options_text(use) {
    return value => (typeof value === 'string' && value.trim() !== '' ? use(value) : undefined);
}
function bool(use) {
    const read = (value) => {
        if (value === true || value === 'true')
            return use(true);
        return value === false || value === 'false' ? use(false) : undefined;
    };
    return { expected: 'Expected true or false.', read };
}
function duration(use) {
    const read = options_text(value => {
        const seconds = (0,format/* parseDuration */.E9)(value);
        return seconds === undefined ? undefined : use(seconds);
    });
    return { expected: EXPECTED_DURATION, read };
}
function words(use) {
    return value => {
        if (Array.isArray(value)) {
            return value.every(item => typeof item === 'string') ? use(value) : undefined;
        }
        if (typeof value !== 'string')
            return undefined;
        try {
            return use((0,shell_words/* splitWords */.yM)(value));
        }
        catch {
            return undefined;
        }
    };
}
function readEnv(value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return undefined;
    const entries = Object.entries(value);
    const plain = entries.every(([name, item]) => isVariable(name) && ['string', 'number', 'boolean'].includes(typeof item));
    return plain
        ? (0,settings/* withFlakesOfStep */.WW)(Object.fromEntries(entries.map(([name, item]) => [name, String(item)])))
        : undefined;
}
function isVariable(name) {
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
function isPlatform(name) {
    return /^(linux|darwin|\w+-(linux|darwin))$/.test(name);
}

// EXTERNAL MODULE: ./build/inputs/steps/program-words.js
var program_words = __webpack_require__(4544);
// EXTERNAL MODULE: ./build/inputs/steps/shell-args.js
var shell_args = __webpack_require__(2646);
;// CONCATENATED MODULE: ./build/inputs/steps/yaml.js


/** Parses YAML. @returns the nodes, and the syntax errors with plain explanations */
function readYaml(text) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false });
    const read = { text, lines, contents: document.contents };
    // Errors after the first one are mostly consequences.
    const reported = document.errors.filter(({ code }, at) => at === 0 || code === 'DUPLICATE_KEY');
    return { read, problems: reported.map(error => problemOf(error, read)) };
}
/** The line of an offset, from 1. */
function lineOf({ lines }, offset) {
    return lines.linePos(offset).line;
}
/** Splits a list into one text per step, padded to keep the line numbers, so that a mistake in one hides none in another. */
function splitSteps(text) {
    const lines = text.split('\n');
    const dashes = lines.map(line => /^(\s*)-(?:\s|$)/.exec(line)?.[1]);
    const column = dashes.find(it => it !== undefined);
    const starts = [...dashes.keys()].filter(at => column !== undefined && dashes[at] === column);
    return starts.map((start, nth) => {
        const part = lines.slice(start, starts[nth + 1]);
        return '\n'.repeat(start) + part.join('\n');
    });
}
/** Finds valid YAML that does not mean what it looks like: aliases, anchors, tags, wrong indentation. */
function trapsOf(step, read) {
    const problems = [];
    (0,dist/* visit */.YR)(step, {
        Node(_, node) {
            const expected = trapOf(node, read.text);
            if (!expected)
                return;
            const line = lineOf(read, node.range?.[0] ?? 0);
            problems.push({ where: `steps, line ${line}`, value: lineText(read, line), expected });
        },
    });
    return problems;
}
function trapOf(node, text) {
    if ((0,dist/* isAlias */.Vj)(node))
        return `* starts a YAML alias, which is not supported. Quote values that start with *: '*${node.source}'`;
    if (node.anchor !== undefined)
        return '& starts a YAML anchor, which is not supported. Quote values that start with &.';
    if ('tag' in node && node.tag?.startsWith('!'))
        return 'YAML reads a leading ! as a tag and drops it. Quote the value, or write it below a line that ends with |.';
    if (!(0,dist/* isScalar */.jn)(node) || typeof node.value !== 'string')
        return undefined;
    if (node.value.includes('\0'))
        return 'Remove the NUL character (\\0): arguments of programs cannot contain it.';
    const source = node.type === 'PLAIN' ? text.slice(node.range?.[0], node.range?.[1]) : '';
    return DASH_BELOW.test(source)
        ? 'The next line is part of this value, because its dash is indented further. Put all dashes in the same column.'
        : undefined;
}
const KIND = `(?:${model_step/* KINDS */.GW.join('|')})(?![\\w-])`;
const DASH_BELOW = new RegExp(`\\n\\s*-\\s*${KIND}`);
function problemOf(error, read) {
    const at = lineOf(read, error.pos[0]);
    const line = openingLine(error, at, read) ?? at;
    const value = lineText(read, line);
    const explanation = missingColon(value, lineText(read, line + 1)) ??
        explainYaml(error, value, lineText(read, at)) ??
        `${error.message}.`;
    return { where: `steps, line ${line}`, value, expected: `Not valid YAML: ${explanation}` };
}
/** YAML reports an unclosed quote or bracket at the end of the text. @returns the line on which it opens */
function openingLine({ message }, at, read) {
    const quote = /Missing closing (["'])/.exec(message)?.[1];
    const bracket = /end with a ([\]}])/.exec(message)?.[1];
    const isOpen = (line) => quote !== undefined
        ? line.split(quote).length % 2 === 0
        : bracket !== undefined &&
            line.split(bracket === ']' ? '[' : '{').length > line.split(bracket).length;
    const open = read.text.split('\n').slice(0, at).findIndex(isOpen);
    return open < 0 ? undefined : open + 1;
}
/** The likeliest mistake: a step without a colon gets its first option. */
function missingColon(line, next) {
    const kind = new RegExp(`^\\s*-\\s+(${KIND})\\s*$`).exec(line)?.[1];
    return kind !== undefined && /^\s+[\w-]+:(\s|$)/.test(next)
        ? `Add a colon after the step kind when it has options: - ${kind}:`
        : undefined;
}
const COLUMN = 'Indent options to the column of the step kind, and dashes to the column of the other dashes.';
const BLOCK = 'write it indented below a line that ends with |';
/**
 * Explains the most common mistakes.
 * @param line the line where the mistake starts
 * @param last the line where YAML reports it
 */
function explainYaml({ code, message }, line, last) {
    if (/^\s*\t/.test(last))
        return 'Indent with spaces, not tabs.';
    if (code === 'DUPLICATE_KEY')
        return new RegExp(`^${KIND}`).test(line)
            ? 'Start each step with a dash and a space.'
            : 'Duplicate key. Remove one of them.';
    if (message.startsWith('Missing closing') || message.includes('end with a'))
        return 'Unclosed quote or bracket.';
    if (code === 'BAD_DQ_ESCAPE')
        return 'A backslash in double quotes starts an escape sequence. Use single quotes.';
    if (code === 'BAD_ALIAS')
        return "* starts a YAML alias. Quote values that start with *: '*'";
    if (code === 'BAD_SCALAR_START')
        return `A value cannot start with this character. Quote it, or ${BLOCK}.`;
    if (code === 'MULTIPLE_DOCS')
        return 'Remove the line with three dashes.';
    if (message.startsWith('Block scalar header'))
        return 'Nothing can follow | or > on its line. Write the value on the lines below, indented.';
    if (code === 'BLOCK_AS_IMPLICIT_KEY')
        return /: .*:(\s|$)/.test(line)
            ? `Quote a value that contains a colon and a space, or ${BLOCK}.`
            : `The next line is indented too far. ${COLUMN}`;
    if (code === 'MULTILINE_IMPLICIT_KEY' || message.startsWith('Implicit map keys need'))
        return 'Separate a key and its value with a colon and a space: timeout: 20m';
    if (/at node end$/.test(message) && /["'].*["']/.test(line))
        return `Unexpected text after the closing quote. Quote the whole value, or ${BLOCK}.`;
    return /^(BAD_INDENT|MISSING_CHAR|UNEXPECTED_TOKEN)$/.test(code) ? COLUMN : undefined;
}
function lineText({ text }, line) {
    return text.split('\n')[line - 1] ?? '';
}

;// CONCATENATED MODULE: ./build/inputs/steps/parse.js










/**
 * Parses the input `steps`: `auto`, `none`, or a YAML list.
 * @returns the steps, and all mistakes with their lines; if there are any, the steps are incomplete
 */
function parseSteps(text) {
    const word = text.trim();
    if (word === 'auto' || word === '')
        return { steps: 'auto', problems: [] };
    if (word === 'none' || word === '[]')
        return { steps: [], problems: [] };
    const { read, problems } = readYaml(text);
    if (problems.length > 0)
        return { steps: [], problems: problemsOfParts(text, problems) };
    if (!(0,dist/* isSeq */.oP)(read.contents)) {
        const expected = `${EXPECTED_STEPS}${withDash(word)}`;
        return { steps: [], problems: [{ where: 'steps', value: word, expected }] };
    }
    const all = readItems(read.contents, read);
    return {
        steps: withUniqueNames(all.flatMap(({ step }) => (step ? [step] : []))),
        problems: all.flatMap(({ problems }) => problems),
    };
}
function readItems({ items }, read) {
    return items.map(item => {
        const node = item;
        const traps = node ? trapsOf(node, read) : [];
        // Other mistakes in such a step are mostly consequences.
        return traps.length > 0
            ? { step: undefined, problems: traps }
            : new StepReader(node, read).read();
    });
}
/** If the whole text is not YAML: the mistakes of each step parsed alone. @param whole the mistakes of the whole text */
function problemsOfParts(text, whole) {
    let isExplained = false;
    const problems = splitSteps(text).flatMap(part => {
        const { read, problems } = readYaml(part);
        isExplained ||= problems.length > 0;
        if (problems.length > 0)
            return problems.map(it => inPart(part, it));
        if (!(0,dist/* isSeq */.oP)(read.contents))
            return [];
        return readItems(read.contents, read).flatMap(it => it.problems);
    });
    const lines = new Set(whole.map(({ where }) => where));
    return isExplained ? problems : [...whole, ...problems.filter(it => !lines.has(it.where))];
}
/** Names the step by its first line, if the mistake is below that line. */
function inPart(part, problem) {
    const first = part.trimStart().split('\n')[0] ?? '';
    const step = first.replace(/^-\s*|:?\s*$/g, '');
    return /^\s*-/.test(problem.value) || step === '' ? problem : { ...problem, step };
}
/** Shows how to write a step that lacks its dash. */
function withDash(text) {
    const line = text.split('\n')[0]?.replace(/^-*\s*/, '') ?? '';
    const isStep = model_step/* KINDS */.GW.some(kind => line === kind || line.startsWith(`${kind}:`));
    return isStep ? ` Start each step with a dash and a space: - ${line}` : '';
}
const EXPECTED_STEPS = `Expected auto, none, or a YAML list of steps: ${model_step/* KINDS */.GW.join(', ')}.`;
const EXPECTED_KIND = `Expected a step kind: ${model_step/* KINDS */.GW.join(', ')}.`;
/** Describes an item of the list that is neither a string nor a map. */
function describeItem(node) {
    if ((0,dist/* isSeq */.oP)(node))
        return 'A list inside the list is not a step; use one dash.';
    if (!(0,dist/* isScalar */.jn)(node) || node.value === null)
        return 'Empty list item.';
    return `A ${typeof node.value} is not a step.`;
}
class StepReader {
    #problems = [];
    #node;
    #text;
    /** Undefined until its kind is known. */
    #name;
    constructor(node, text) {
        this.#node = node;
        this.#text = text;
    }
    read() {
        const step = this.#step();
        return { step: this.#problems.length === 0 ? step : undefined, problems: this.#problems };
    }
    #step() {
        const node = this.#node;
        if ((0,dist/* isScalar */.jn)(node) && typeof node.value === 'string') {
            const kind = this.#kind(node.value, node);
            return kind && (0,model_step/* plainStep */.f3)(kind, this.#nothing(kind, node));
        }
        if (!(0,dist/* isMap */.jh)(node)) {
            this.#problem(node, this.#source(node), `${describeItem(node)} ${EXPECTED_KIND}`);
            return undefined;
        }
        const pairs = node.items;
        const names = pairs.map(({ key }) => keyText(key));
        const kinds = pairs.filter(({ key }) => isKind(keyText(key)) && !isOption(keyText(key), names));
        if (kinds.length > 1) {
            const words = kinds.map(({ key }) => keyText(key)).join(', ');
            this.#problem(node, words, 'A step has one kind; start the second step with its own dash.');
            return undefined;
        }
        if (kinds.length === 0) {
            const first = pairs.find(({ key }) => !(keyText(key) in OPTIONS)) ?? pairs[0];
            this.#kind(first ? keyText(first.key) : '{}', first?.key ?? node);
            for (const pair of pairs) {
                const option = optionOf(keyText(pair.key));
                if (option)
                    this.#value(option, pair);
            }
            return undefined;
        }
        const [{ key, value }] = kinds;
        this.#name = nameIn(pairs) ?? (0,model_step/* defaultName */.Z2)(keyText(key), textOf(value));
        return this.#withOptions(keyText(key), value, pairs);
    }
    #withOptions(kind, value, pairs) {
        // An expression is often empty where it also turns the step off.
        const isOff = pairs.some(it => keyText(it.key) === 'if' && (0,dist/* isScalar */.jn)(it.value) && String(it.value.value) === 'false');
        const argument = this.#argument(kind, value, isOff);
        let options = {};
        for (const pair of pairs) {
            const name = keyText(pair.key);
            if (name !== kind)
                options = { ...options, ...this.#option(kind, name, pair) };
        }
        if (options.expectFailure && options.retries) {
            const both = 'Remove retries: a step with expect: failure is never retried.';
            this.#problem(this.#node, `retries: ${options.retries}`, both);
        }
        const { problems, ...shell } = (0,shell_args/* shellOptions */.vr)(kind, options);
        const args = pairs.find(({ key }) => keyText(key) === 'args')?.value;
        for (const { flag, instead } of problems)
            this.#problem(args, `args: ${flag}`, instead);
        const name = (0,model_step/* defaultName */.Z2)(kind, argument);
        const step = (0,model_step/* plainStep */.f3)(kind, argument, { name, ...options, ...shell });
        this.#refuseLogFormat(step);
        return step;
    }
    /** A missing argument. An empty `run` would succeed without testing anything. */
    #nothing(kind, node) {
        if (kind === 'run')
            this.#problem(node, kind, 'run needs a command: - run: make test');
        if (kind === 'shell')
            this.#problem(node, kind, program_words/* SHELL_COMMAND */.h3);
        return '';
    }
    #argument(kind, value, isOff) {
        const isEmpty = (0,dist/* isScalar */.jn)(value) && isBlank(kind, String(value.value ?? ''));
        if (value === null || isEmpty)
            return isOff ? '' : this.#nothing(kind, value ?? this.#node);
        // `run: true` runs the program true.
        const byBash = model_step/* KIND_TRAITS */.Hx[kind].argument === 'command';
        if (byBash && (0,dist/* isScalar */.jn)(value) && typeof value.value !== 'string')
            return value.source ?? '';
        if (!(0,dist/* isScalar */.jn)(value) || typeof value.value !== 'string') {
            const expected = `Expected a string as the argument of ${kind}. Indent options to the same column as ${kind}.`;
            this.#problem(value, this.#source(value), expected);
            return '';
        }
        for (const expected of (0,program_words/* argumentProblems */.Q2)(kind, value.value))
            this.#problem(value, value.value, expected);
        return value.value;
    }
    #option(kind, name, pair) {
        const { key } = pair;
        const option = optionOf(name);
        if (!option) {
            const names = Object.keys(OPTIONS).filter(it => OPTIONS[it]?.kinds.includes(kind));
            const expected = `${suggest(name, names)}Expected an option of ${kind}: ${names.join(', ')}.`;
            this.#problem(key, name, expected, 'option');
            return {};
        }
        if (kind === 'run' && name === 'shell') {
            const value = `shell: ${this.#source(pair.value)}`;
            this.#problem(key, value, 'run always uses bash; remove shell.');
            return {};
        }
        if (!option.kinds.includes(kind)) {
            this.#problem(key, name, `This is an option of ${option.kinds.join(', ')}, not of ${kind}.`);
            return {};
        }
        return this.#value(option, pair);
    }
    #value(option, { key, value }) {
        const plain = value === null ? null : value.toJSON();
        const read = option.read(plain);
        if (read === undefined) {
            this.#problem(value ?? key, `${keyText(key)}: ${this.#source(value)}`, option.expected);
        }
        const expansion = keyText(key) === 'args' && typeof plain === 'string' && (0,shell_words/* expansionIn */.F0)(plain);
        if (expansion)
            this.#problem(value, plain, (0,program_words/* expansionProblem */.p2)(expansion, 'args'));
        return read ?? {};
    }
    #refuseLogFormat({ kind, argument, args }) {
        if (this.#problems.length > 0)
            return;
        const words = model_step/* KIND_TRAITS */.Hx[kind].argument === 'words' ? [...(0,shell_words/* expandWords */.AK)(argument), ...args] : args;
        if (!words.includes('--log-format'))
            return;
        const expected = 'Remove it: the action sets the log format of Nix, because it parses the log.';
        this.#problem(this.#node, '--log-format', expected);
    }
    #kind(word, node) {
        if (isKind(word))
            return word;
        const start = model_step/* KINDS */.GW.find(kind => word.startsWith(`${kind} `));
        const help = start
            ? this.#source(node).includes('\n')
                ? `The next line is part of this value. Add a colon after the kind and after the option: - ${start}: with timeout: 20m on the next line`
                : `Write the argument after a colon: - ${start}: ${word.slice(start.length + 1)}`
            : `${suggest(word, model_step/* KINDS */.GW)}${EXPECTED_KIND}`;
        this.#problem(node, word, help, start ? undefined : 'step kind');
        return undefined;
    }
    #problem(node, value, expected, unknown) {
        const range = node?.range ?? this.#node?.range;
        const line = range ? lineOf(this.#text, range[0]) : 1;
        const rest = (0,object/* defined */.s)({ step: this.#name, unknown });
        this.#problems.push({ where: `steps, line ${line}`, ...rest, value, expected });
    }
    #source(node) {
        return node?.range ? this.#text.text.slice(node.range[0], node.range[1]).trim() : '';
    }
}
/** Whether an argument is blank; a command of comments only is too. */
function isBlank(kind, text) {
    return (kind === 'run' ? text.replace(/^\s*#.*$/gm, '') : text).trim() === '';
}
function isKind(word) {
    return model_step/* KINDS */.GW.includes(word);
}
/** Whether a key is meant as an option of another kind among the keys: `eval` and `shell` are both kinds and options. */
function isOption(word, others) {
    const isOther = (kind) => kind !== word && others.includes(kind);
    // Many a workflow has `shell: bash` next to `run`.
    return (word === 'shell' ? model_step/* KINDS */.GW : (optionOf(word)?.kinds ?? [])).some(isOther);
}
/** The value of the option `name`. */
function nameIn(pairs) {
    const given = pairs.find(({ key }) => keyText(key) === 'name');
    return textOf(given?.value).trim() || undefined;
}
function textOf(node) {
    return (0,dist/* isScalar */.jn)(node) && typeof node.value === 'string' ? node.value : '';
}
function keyText(key) {
    return (0,dist/* isScalar */.jn)(key) ? String(key.value) : key.toString();
}

;// CONCATENATED MODULE: ./build/inputs/inputs.js














/** The names of the inputs in action.yml. */
const INPUT_NAMES = (/* unused pure expression or super */ null && ([
    'steps',
    'working-directory',
    'nix-version',
    'nix-release-url',
    'nix-sha256',
    'nix-mode',
    'nix-conf',
    'nix-path',
    'github-token',
    'access-tokens',
    'accept-flake-config',
    'keep-going',
    'timeout',
    'job-timeout',
    'baseline',
    'pins',
    'verify-source',
    'syntax-exclude',
    'plan',
    'eval-workers',
    'systems',
    'shards',
    'shard',
    'cachix-name',
    'cachix-auth-token',
    'cachix-signing-key',
    'cachix-host',
    'extra-caches',
    'upstream',
    'push',
    'allow-public-cache',
    'push-filter',
    'push-timeout',
    'require-push',
    'store-cache',
    'store-cache-size',
    'builders',
    'builders-ssh-key',
    'builders-known-hosts',
    'builders-trusted',
]));
/**
 * Parses all inputs.
 * @param get returns the text of an input; empty if it is not set
 * @param lacksSecrets whether GitHub gives this run no secrets, so that the ones that belong to an input may be empty
 * @throws InputError with the mistakes of all inputs
 */
function readInputs(get, lacksSecrets = false) {
    const reader = new InputReader(get, lacksSecrets);
    const inputs = reader.read();
    if (reader.problems.length > 0)
        throw new problem/* InputError */.d(reader.problems);
    return inputs;
}
class InputReader extends InputTexts {
    #lacksSecrets;
    constructor(get, lacksSecrets) {
        super(get);
        this.#lacksSecrets = lacksSecrets;
    }
    read() {
        const steps = this.#steps();
        const plan = this.bool('plan', false);
        const tell = (where, value, expected) => this.problem(where, value, expected);
        return {
            steps,
            workingDirectory: this.text('working-directory') ?? '.',
            nix: this.#nix(),
            nixPath: this.text('nix-path') ?? 'auto',
            githubToken: this.#token('github-token'),
            accessTokens: this.#accessTokens(),
            keepGoing: this.bool('keep-going', true),
            timeout: this.duration('timeout'),
            jobTimeout: this.#jobTimeout(),
            baseline: this.choice('baseline', ['auto', 'off']),
            pins: this.choice('pins', ['notice', 'warn', 'off']),
            verifySource: this.bool('verify-source', false),
            syntaxExclude: this.lines('syntax-exclude'),
            plan,
            evalWorkers: this.#evalWorkers(),
            matrix: (0,matrix/* readMatrixInputs */.f)(this.get, plan, tell),
            storeCache: {
                mode: this.choice('store-cache', ['auto', 'true', 'false']),
                limit: this.size('store-cache-size') ?? 2e9,
            },
            cache: this.#cache(steps),
            builders: this.#builders(),
        };
    }
    #nix() {
        return {
            version: this.matching('nix-version', release/* isVersionRequest */.s5, EXPECTED_VERSION),
            releaseUrl: this.matching('nix-release-url', isReleaseUrl, EXPECTED_RELEASE_URL),
            sha256: this.matching('nix-sha256', isSha256, EXPECTED_SHA256)?.toLowerCase(),
            mode: this.choice('nix-mode', NIX_MODES),
            conf: this.#conf(),
            acceptFlakeConfig: this.bool('accept-flake-config', false),
            netrc: Boolean(this.text('cachix-name') && this.text('cachix-auth-token')),
        };
    }
    #evalWorkers() {
        const isCount = (text) => text === 'auto' || /^([1-9]|[1-5]\d|6[0-4])$/.test(text);
        const text = this.matching('eval-workers', isCount, 'Expected auto or a number from 1 to 64.');
        return text === undefined || text === 'auto' ? 'auto' : Number(text);
    }
    #jobTimeout() {
        const seconds = this.duration('job-timeout') ?? 350 * 60;
        if (seconds > REPORT_RESERVE_S)
            return seconds;
        const expected = 'Expected more than 2m: steps stop two minutes earlier, to leave time for the push and the report.';
        this.problem('job-timeout', this.text('job-timeout') ?? '', expected);
        return 350 * 60;
    }
    #cache(steps) {
        const requirePush = this.bool('require-push', false);
        if (requirePush && steps.length === 0 && !this.problems.some(isOfSteps)) {
            const expected = 'With steps: none, the push runs when the job ends and cannot fail it. Remove require-push.';
            this.problem('require-push', 'true', expected);
        }
        return {
            name: this.matching('cachix-name', isCacheName, 'Expected the name of a Cachix cache.') ?? '',
            authToken: new Secret(this.#token('cachix-auth-token') || undefined),
            signingKey: new Secret(this.#signingKey()),
            host: this.matching('cachix-host', isWebUrl, EXPECTED_HOST) ?? 'https://cachix.org',
            extra: this.#extraCaches(),
            upstream: this.matching('upstream', isRepository, EXPECTED_REPOSITORY) ?? '',
            push: this.choice('push', decide_trust/* PUSH_POLICIES */.E5),
            allowPublicCache: this.bool('allow-public-cache', false),
            filter: this.#filter(),
            pushTimeout: this.duration('push-timeout') ?? 600,
            requirePush,
        };
    }
    #builders() {
        const read = readBuilders(name => this.text(name) ?? '', this.#lacksSecrets);
        this.problems.push(...read.problems);
        return { ...read.options, trusted: this.bool('builders-trusted', false) };
    }
    #signingKey() {
        const text = this.#token('cachix-signing-key');
        try {
            return text === '' ? undefined : new signature/* SigningKey */.hR(text);
        }
        catch (error) {
            this.problem('cachix-signing-key', '(not shown)', (0,errors/* formatError */.Wk)(error));
            return undefined;
        }
    }
    #filter() {
        const text = this.text('push-filter');
        try {
            return text === undefined ? undefined : new RegExp(text);
        }
        catch (error) {
            const expected = `Expected a regular expression. ${error.message}.`;
            this.problem('push-filter', text ?? '', expected);
            return undefined;
        }
    }
    #extraCaches() {
        const lines = this.get('extra-caches').split('\n');
        return lines.flatMap((line, index) => {
            const [cache = '', key, ...rest] = line.trim().split(/\s+/);
            if (cache === '')
                return [];
            if (isCacheName(cache) && key === undefined)
                return [{ name: cache }];
            if (isCacheUrl(cache) && key && /^[^:\s]+:[\w+/]{43}=$/.test(key) && rest.length === 0) {
                return [{ url: cache, key }];
            }
            const expected = 'Expected the name of a Cachix cache, or `URL PUBLIC-KEY`.';
            this.problem(`extra-caches, line ${index + 1}`, line.trim(), expected);
            return [];
        });
    }
    #steps() {
        const { steps, problems } = parseSteps(this.get('steps'));
        this.problems.push(...problems);
        return steps;
    }
    #conf() {
        const { settings, bad } = (0,conf/* parseConf */.sA)(this.get('nix-conf'));
        for (const { line, text } of bad) {
            const shown = secrets/* SECRET_SETTINGS */.Rt.some(name => text.includes(name)) ? '(not shown)' : text;
            this.problem(`nix-conf, line ${line}`, shown, 'Expected name = value, as in nix.conf.');
        }
        for (const { name } of settings.filter(it => secrets/* SECRET_SETTINGS */.Rt.includes((0,conf/* baseName */.Fl)(it.name)))) {
            this.problem('nix-conf', name, 'Pass credentials in the input access-tokens.');
        }
        return settings;
    }
    #token(name) {
        const token = this.text(name) ?? '';
        if (/\s/.test(token))
            this.problem(name, '(not shown)', 'Expected a token without whitespace.');
        return token;
    }
    #accessTokens() {
        const lines = this.get('access-tokens').split('\n');
        return lines.flatMap((line, index) => {
            // On a fork, which does not have the secret, `host=` is left.
            if (/^([^\s=]+=)?$/.test(line.trim()))
                return [];
            const match = /^([\w.-]+(?::\d+)?(?:\/[\w./-]*)?)=(\S+)$/.exec(line.trim());
            if (match)
                return [{ host: match[1] ?? '', token: match[2] ?? '' }];
            const expected = 'Expected one host=token per line, such as gitlab.com=PAT:the-token.';
            this.problem(`access-tokens, line ${index + 1}`, '(not shown)', expected);
            return [];
        });
    }
}
function isOfSteps({ where }) {
    return where.startsWith('steps');
}
const EXPECTED_HOST = 'Expected an http or https URL.';
const EXPECTED_REPOSITORY = 'Expected owner/name or a repository id.';
const EXPECTED_VERSION = 'Expected a release such as 2.35.2, a release line such as 2.34, or latest.';
const EXPECTED_RELEASE_URL = 'Expected an http, https or file URL: the base of <base>/nix-V/nix-V-SYSTEM.tar.xz, or a full URL with {version} and {system}.';
const EXPECTED_SHA256 = 'Expected the SHA-256 of the tarball as 64 hexadecimal digits.';
/** Seconds before the end of the job at which steps stop, to leave time for the push and the report. */
const REPORT_RESERVE_S = 120;


/***/ }),

/***/ 4283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ parseRow),
  f: () => (/* binding */ readMatrixInputs)
});

// EXTERNAL MODULE: ./build/lib/json.js
var lib_json = __webpack_require__(292);
;// CONCATENATED MODULE: ./build/model/system.js
/** The systems that the action installs Nix on, as Nix names them. */
const SYSTEMS = ['x86_64-linux', 'aarch64-linux', 'x86_64-darwin', 'aarch64-darwin'];

// EXTERNAL MODULE: ./build/nix/nix.js
var nix = __webpack_require__(7751);
;// CONCATENATED MODULE: ./build/inputs/matrix.js



const MAX_SHARDS = 256;
const EXPECTED_ROW = `Expected a row of the output matrix of a job with plan: true: \${{ toJSON(matrix) }}.`;
/**
 * Parses the inputs of the matrix.
 * @param tell receives each mistake
 */
function readMatrixInputs(get, isPlan, tell) {
    return {
        systems: parseSystems(get('systems'), tell),
        shards: parseShards(get('shards').trim(), tell),
        shard: parseShard(get('shard').trim(), isPlan, tell),
    };
}
function parseSystems(text, tell) {
    const systems = [];
    for (const [index, line] of text.split('\n').entries()) {
        if (line.trim() === '')
            continue;
        const problem = (expected) => tell(`systems, line ${index + 1}`, line.trim(), expected);
        const [name = '', list] = line.split(/=(.*)/s).map(part => part.trim());
        const labels = (list ?? '').split(',').map(label => label.trim());
        const isLabel = (label) => /^[^\p{C}]{1,256}$/u.test(label);
        if (!isSystem(name))
            problem(`Expected system = label, such as x86_64-linux = ubuntu-latest. Systems are ${SYSTEMS.join(', ')}.`);
        else if (!labels.every(isLabel))
            problem('Expected the labels of its runners after =, separated by commas.');
        else if (systems.some(({ system }) => system === name))
            problem('Expected each system once.');
        else
            systems.push({ system: name, labels });
    }
    return systems;
}
function parseShards(text, tell) {
    if (text === '' || text === 'per-check')
        return 'per-check';
    const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
    if (count >= 1 && count <= MAX_SHARDS)
        return count;
    tell('shards', text, `Expected per-check, or a number from 1 to ${MAX_SHARDS}.`);
    return 'per-check';
}
function parseShard(text, isPlan, tell) {
    if (text === '')
        return undefined;
    const row = parseRow(text);
    if (!row) {
        const why = text === 'null' ? 'This job has no matrix. ' : '';
        tell('shard', text, `${why}${EXPECTED_ROW}`);
        return undefined;
    }
    const own = (0,nix/* systemOf */.b)(process.platform, process.arch);
    if (!isPlan && row.system === own)
        return row;
    const expected = isPlan
        ? 'Expected no shard with plan: true: plan and shard are inputs of different jobs.'
        : `Expected a row for ${own}, the system of this runner, not for ${row.system}. Use runs-on: \${{ matrix.os }}.`;
    tell('shard', row.name, expected);
    return undefined;
}
const MAX_NAME_LENGTH = 1000;
const MAX_ITEMS = 10_000;
/** Parses a row of a matrix strictly; undefined if it is not one. */
function parseRow(text) {
    const json = (0,lib_json/* parseJson */.qF)(text);
    if (!json)
        return undefined;
    const { name, system, os, commit, seconds, plan } = json;
    const items = Array.isArray(json.items) ? json.items.map(parseItem) : [];
    const labels = Array.isArray(os) ? os : [os];
    const isValid = isName(name) &&
        typeof system === 'string' &&
        isSystem(system) &&
        labels.every(isName) &&
        matches(commit, /^[0-9a-f]{40,64}$/) &&
        typeof seconds === 'number' &&
        seconds >= 0 &&
        matches(plan, /^[0-9a-f]{24}-\d{1,9}$/) &&
        items.length > 0 &&
        items.length <= MAX_ITEMS &&
        items.every(item => item !== undefined);
    return isValid ? { name, system, os, commit, seconds, items, plan } : undefined;
}
const DERIVATION = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-[\w+.?=-]{1,207}\.drv$/;
function parseItem(value) {
    const { step, attribute, derivation } = (0,lib_json/* asMap */.$H)(value) ?? {};
    if (!isName(step) || typeof attribute !== 'string')
        return undefined;
    if (derivation !== null && !matches(derivation, DERIVATION))
        return undefined;
    return { step, attribute, derivation };
}
function isName(value) {
    return typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH;
}
function matches(value, pattern) {
    return typeof value === 'string' && pattern.test(value);
}
function isSystem(text) {
    return SYSTEMS.includes(text);
}


/***/ }),

/***/ 787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ InputError),
/* harmony export */   y: () => (/* binding */ describeProblems)
/* harmony export */ });
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4869);

/** All mistakes in the inputs. */
class InputError extends Error {
    problems;
    constructor(problems) {
        super(problems.map(describe).join('\n'));
        this.name = 'InputError';
        this.problems = problems;
    }
}
/** One sentence for a log line or an annotation. */
function describe({ where, step, value, unknown, expected }) {
    const place = step === undefined ? where : `${where} (${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(step, 60)})`;
    const shown = value.length > 120 ? `${value.slice(0, 117)}...` : value;
    const what = unknown ? `unknown ${unknown}` : 'invalid value';
    return `${place}: ${what} ${JSON.stringify(shown)}. ${expected}`;
}
/** The runner keeps ten annotations of a kind. */
const MAX_PROBLEMS_SHOWN = 10;
/** A message for each of the first problems; the last message says how many more there are. */
function describeProblems(problems) {
    const messages = problems.slice(0, MAX_PROBLEMS_SHOWN).map(describe);
    const rest = problems.length - messages.length;
    return rest > 0 ? [...messages.slice(0, -1), `${messages.at(-1)}\n… and ${rest} more.`] : messages;
}


/***/ }),

/***/ 8569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Y: () => (/* binding */ fetchCredentials),
/* harmony export */   J8: () => (/* binding */ dropSecrets),
/* harmony export */   QU: () => (/* binding */ maskSecrets)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6805);
/* harmony import */ var _runner_secrets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2210);


/** Masks all secrets of the inputs, before anything is printed that could contain one. */
function maskSecrets({ accessTokens, nix, cache }, env) {
    const urls = [nix.releaseUrl ?? '', ...cache.extra.map(it => ('url' in it ? it.url : ''))];
    const secrets = [
        ..._runner_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .SECRET_VARIABLES */ .VP.filter(it => it.isMasked).map(({ name }) => env[name] ?? ''),
        ...accessTokens.map(({ token }) => token),
        ...urls.map(passwordOf),
    ];
    for (const secret of secrets)
        if (secret.trim() !== '')
            (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setSecret */ .Pq)(secret.trim());
}
function passwordOf(url) {
    return URL.canParse(url) ? decodeURIComponent(new URL(url).password) : '';
}
/** Deletes the secrets that code of the project must not find in this process. */
function dropSecrets({ cache, builders }, env) {
    cache.authToken.drop();
    cache.signingKey.drop();
    builders.key.drop();
    const dropped = _runner_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .SECRET_VARIABLES */ .VP.filter(it => it.isDropped);
    for (const name of Object.keys(env))
        if ((0,_runner_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .isSecretVariable */ .tS)(name, dropped))
            delete env[name];
}
/** The credentials for fetching; the GitHub token is for the host of this GitHub only. */
function fetchCredentials({ githubToken, accessTokens }, env) {
    const { host } = new URL(env.GITHUB_SERVER_URL ?? 'https://github.com');
    return githubToken === '' ? [...accessTokens] : [{ host, token: githubToken }, ...accessTokens];
}


/***/ }),

/***/ 7079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aq: () => (/* binding */ onlyFlags),
/* harmony export */   Kx: () => (/* binding */ withoutFlags),
/* harmony export */   bM: () => (/* binding */ flagGroups),
/* harmony export */   tS: () => (/* binding */ flagTable)
/* harmony export */ });
/** @param lists number of values -> the flags that take so many, separated by blanks */
function flagTable(lists) {
    const entries = Object.entries(lists).flatMap(([count, flags]) => flags.split(/\s+/).map(flag => [flag, Number(count)]));
    return new Map(entries);
}
/** The arguments one by one, a flag of the table together with its values. */
function flagGroups(args, table) {
    const groups = [];
    for (let at = 0; at < args.length;) {
        const end = at + 1 + (table.get(args[at] ?? '') ?? 0);
        groups.push(args.slice(at, end));
        at = end;
    }
    return groups;
}
/** The arguments that the table has, with their values. */
function onlyFlags(args, table) {
    return flagGroups(args, table)
        .filter(([flag = '']) => table.has(flag))
        .flat();
}
/** The arguments without those that the table has, and without their values. */
function withoutFlags(args, table) {
    return flagGroups(args, table)
        .filter(([flag = '']) => !table.has(flag))
        .flat();
}


/***/ }),

/***/ 4544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Os: () => (/* binding */ programWords),
/* harmony export */   Q2: () => (/* binding */ argumentProblems),
/* harmony export */   h3: () => (/* binding */ SHELL_COMMAND),
/* harmony export */   jt: () => (/* binding */ commandText),
/* harmony export */   p2: () => (/* binding */ expansionProblem),
/* harmony export */   yg: () => (/* binding */ installablesOf)
/* harmony export */ });
/* harmony import */ var _model_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1710);
/* harmony import */ var _shell_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4258);


/** The installables of a step that runs a program of Nix, as Nix takes them without any. @throws Error if a quote is not closed */
function installablesOf(step) {
    const { installables } = programWords(step);
    return installables.length > 0 ? [...installables] : ['.'];
}
/** The words after which everything is the program's. */
const SEPARATORS = {
    app: ['--'],
    shell: ['--command', '-c'],
};
/** Splits the argument of a step that runs a program of Nix. @throws Error if a quote is not closed */
function programWords({ kind, argument }) {
    if (kind === 'fmt')
        return { installables: [], words: (0,_shell_words_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .yM)(argument) };
    const { before, after } = separated(kind, argument);
    return { installables: (0,_shell_words_js__WEBPACK_IMPORTED_MODULE_1__/* .expandWords */ .AK)(before), words: (0,_shell_words_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .yM)(after ?? '') };
}
/** The text before and after the first separator. */
function separated(kind, argument) {
    for (const { 0: raw, index } of argument.matchAll(_shell_words_js__WEBPACK_IMPORTED_MODULE_1__/* .RAW_WORD */ .go)) {
        const isSeparator = SEPARATORS[kind]?.includes((0,_shell_words_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .yM)(raw)[0] ?? '');
        if (isSeparator)
            return { before: argument.slice(0, index), after: argument.slice(index + raw.length) };
    }
    return { before: argument, after: undefined };
}
/** What is wrong with an argument that is split into words. Pure. */
function argumentProblems(kind, argument) {
    const type = _model_step_js__WEBPACK_IMPORTED_MODULE_0__/* .KIND_TRAITS */ .Hx[kind].argument;
    if (type !== 'words' && type !== 'program')
        return [];
    try {
        (0,_shell_words_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .yM)(argument);
    }
    catch {
        return ['Unclosed quote.'];
    }
    return type === 'words' ? expansionProblems(kind, argument) : programProblems(kind, argument);
}
function expansionProblems(kind, text) {
    const found = (0,_shell_words_js__WEBPACK_IMPORTED_MODULE_1__/* .expansionIn */ .F0)(text);
    return found === undefined ? [] : [expansionProblem(found, `the argument of ${kind}`)];
}
/** The error for an expansion: no shell runs there, so Nix would get the text unexpanded. */
function expansionProblem(found, where) {
    return `${found} is not expanded, because no shell runs ${where}. Use a run step, or single quotes to pass it to Nix literally.`;
}
function programProblems(kind, argument) {
    if (kind === 'fmt')
        return [];
    const { before, after } = separated(kind, argument);
    const installables = (0,_shell_words_js__WEBPACK_IMPORTED_MODULE_1__/* .expandWords */ .AK)(before);
    const [flag] = installables.filter(word => word.startsWith('-'));
    const problems = expansionProblems(kind, before);
    if (kind === 'shell' && (0,_shell_words_js__WEBPACK_IMPORTED_MODULE_1__/* .splitWords */ .yM)(after ?? '').length === 0)
        problems.push(SHELL_COMMAND);
    if (flag !== undefined) {
        const own = kind === 'app' ? ' The program gets what follows --: - app: .#name -- --flag' : '';
        problems.push(`Put flags of Nix, such as ${flag}, into args.${own}`);
    }
    else if (kind === 'app' && installables.length > 1)
        problems.push(`An app is one installable. The program gets what follows --: - app: ${installables[0]} -- ${installables.slice(1).join(' ')}`);
    return problems;
}
/** The error for a `shell` step without a command. */
const SHELL_COMMAND = 'shell needs --command and a command after the installables: - shell: .#tool --command tool --check';
/**
 * The command of a step as a text for bash, which names the scripts that it runs; empty for programs that Nix finds.
 * @throws Error if a quote is not closed
 */
function commandText({ kind, argument }) {
    if (_model_step_js__WEBPACK_IMPORTED_MODULE_0__/* .KIND_TRAITS */ .Hx[kind].argument === 'command')
        return argument;
    if (kind !== 'shell')
        return '';
    const quoted = programWords({ kind, argument }).words.map(word => `'${word.replaceAll("'", `'\\''`)}'`);
    return quoted.join(' ');
}


/***/ }),

/***/ 2646:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ce: () => (/* binding */ withoutShellFlags),
/* harmony export */   vr: () => (/* binding */ shellOptions)
/* harmony export */ });
/* unused harmony export shellArgs */
/* harmony import */ var _flags_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7079);

const phase = (name) => ({
    instead: `Run the phase as the command of the step: - develop: runHook ${name}Phase`,
});
const command = (kind) => ({
    instead: `Write the command as the argument of the step: - ${kind}: ${kind === 'shell' ? 'INSTALLABLES --command ' : ''}COMMAND`,
});
const PACKAGES = {
    instead: "Use a run step for packages: - run: nix-shell -p PACKAGES --run 'COMMAND'",
};
/** Flags of `nix develop`, `nix run` and `nix shell`. */
const ENVIRONMENT = {
    '-i': 'pure',
    '--ignore-environment': 'pure',
    '--ignore-env': 'pure',
    '-k': 'keep',
    '--keep': 'keep',
    '--keep-env-var': 'keep',
    '-u': 'unset',
    '--unset': 'unset',
    '--unset-env-var': 'unset',
    '-s': 'set',
    '--set-env-var': 'set',
};
const MEANINGS = {
    app: ENVIRONMENT,
    shell: { ...ENVIRONMENT, '-c': command('shell'), '--command': command('shell') },
    develop: {
        ...ENVIRONMENT,
        '-c': command('develop'),
        '--command': command('develop'),
        '--phase': phase('PHASE'),
        '--unpack': phase('unpack'),
        '--configure': phase('configure'),
        '--build': phase('build'),
        '--check': phase('check'),
        '--install': phase('install'),
        '--installcheck': phase('installCheck'),
    },
    'nix-shell': {
        '--pure': 'pure',
        '--impure': 'impure',
        '--keep': 'keep',
        '--run': command('nix-shell'),
        '--command': command('nix-shell'),
        '-p': PACKAGES,
        '--packages': PACKAGES,
        '-i': { instead: 'Put -i in the #! lines of a script, and run the script in a run step.' },
    },
};
/** Other flags that take values. */
const WITH_VALUES = (0,_flags_js__WEBPACK_IMPORTED_MODULE_0__/* .flagTable */ .tS)({
    1: `-A --attr -I --include -E --expr -f --file --arg-from-stdin --update-input --inputs-from --profile --eval-store
--store --log-format --reference-lock-file --output-lock-file -j --max-jobs --cores`,
    2: '--arg --argstr --arg-from-file --option --override-input --override-flake --redirect',
});
/** Flags of `nix develop` that `nix eval` does not have. */
const SHELL_FLAGS = (0,_flags_js__WEBPACK_IMPORTED_MODULE_0__/* .flagTable */ .tS)({ 1: '--profile', 2: '--redirect' });
/** Parses the arguments of a shell: Nix evaluates and enters it in two calls, and neither knows all flags. Pure. */
function shellArgs(kind, args) {
    const options = { pure: undefined, keep: [] };
    const remaining = [];
    const unset = [];
    const env = {};
    const problems = [];
    const words = kind !== 'nix-shell' ? args.flatMap(splitShortFlags) : args;
    for (let at = 0; at < words.length; at++) {
        const flag = words[at] ?? '';
        const meaning = Object.hasOwn(MEANINGS[kind], flag) ? MEANINGS[kind][flag] : undefined;
        const count = meaning === undefined
            ? (WITH_VALUES.get(flag) ?? 0)
            : meaning === 'set'
                ? 2
                : Number(meaning === 'keep' || meaning === 'unset');
        const values = words.slice(at + 1, at + 1 + count);
        at += count;
        const [name = '', value = ''] = values;
        if (meaning === undefined)
            remaining.push(flag, ...values);
        else if (typeof meaning === 'object') {
            problems.push({ flag, instead: meaning.instead });
            // The command follows.
            if (/^(-c|--command|--run|-p|--packages)$/.test(flag))
                break;
        }
        else if (values.length < count)
            problems.push({
                flag,
                instead: `${flag} needs the name of a variable${count > 1 ? ' and a value' : ''}.`,
            });
        else if (meaning === 'pure' || meaning === 'impure')
            options.pure = meaning === 'pure';
        else if (meaning === 'keep')
            options.keep.push(name);
        else if (meaning === 'unset')
            unset.push(name);
        else
            env[name] = value;
    }
    return { ...options, args: remaining, unset, env, problems };
}
function isShellKind(kind) {
    return Object.hasOwn(MEANINGS, kind);
}
/** Adds what flags in `args` say to the options of a step that enters a shell. Pure. */
function shellOptions(kind, options) {
    if (!isShellKind(kind))
        return { problems: [] };
    const { args = [], keep = [], env = {}, pure = false } = options;
    const flags = shellArgs(kind, args);
    return {
        ...flags,
        pure: flags.pure ?? pure,
        keep: [...keep, ...flags.keep],
        env: { ...env, ...flags.env },
    };
}
/** The arguments without flags that `nix eval` does not have. */
function withoutShellFlags(args) {
    return (0,_flags_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutFlags */ .Kx)(args, SHELL_FLAGS);
}
/** `-ik` is `-i -k`, as in Nix. */
function splitShortFlags(word) {
    return /^-[ikusLv]{2,}$/.test(word) ? [...word.slice(1)].map(letter => `-${letter}`) : [word];
}


/***/ }),

/***/ 4258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AK: () => (/* binding */ expandWords),
/* harmony export */   F0: () => (/* binding */ expansionIn),
/* harmony export */   go: () => (/* binding */ RAW_WORD),
/* harmony export */   yM: () => (/* binding */ splitWords)
/* harmony export */ });
/* harmony import */ var brace_expansion__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9540);
/* harmony import */ var shlex__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5637);


/** A word with its quotes and escapes. */
const RAW_WORD = /(?:[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*")+/g;
/**
 * Splits arguments of Nix as a shell does, with quotes and escapes. Not a parser of bash: `<nixpkgs>`, `?dir=a&ref=b` and
 * `#name` are plain words.
 * @throws Error if a quote is not closed
 */
function splitWords(text) {
    return (0,shlex__WEBPACK_IMPORTED_MODULE_1__/* .split */ .lD)(text);
}
/**
 * Splits as {@link splitWords} and expands braces (`.#{a,b}`) in words without quotes or escapes, as bash does.
 * @throws Error if a quote is not closed
 */
function expandWords(text) {
    splitWords(text);
    const raw = text.match(RAW_WORD) ?? [];
    return raw.flatMap(word => (/['"\\]/.test(word) ? splitWords(word) : (0,brace_expansion__WEBPACK_IMPORTED_MODULE_0__/* .expand */ .fT)(word)));
}
/** A command substitution or a variable. */
const EXPANSION = /^(?:\$\([^)]*\)?|`[^`]*`?|\$\{[^}]*\}?|\$[\w@*#?!$]\w*)/;
/** The first expansion that a shell would make and {@link splitWords} does not; undefined if there is none. */
function expansionIn(text) {
    let isDouble = false;
    for (let at = 0; at < text.length; at++) {
        const char = text[at];
        if (char === '\\')
            at++;
        else if (char === '"')
            isDouble = !isDouble;
        else if (char === "'" && !isDouble) {
            const end = text.indexOf("'", at + 1);
            at = end < 0 ? text.length : end;
        }
        else if (char === '$' || char === '`') {
            const found = EXPANSION.exec(text.slice(at))?.[0];
            if (found)
                return found;
        }
    }
    return undefined;
}


/***/ }),

/***/ 4286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ beforeCheck),
/* harmony export */   g: () => (/* binding */ evaluationId)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/**
 * Identifies how long a check of a step took to evaluate, without naming it; {@link beforeCheck} begins the digested text.
 * @param check default: all of them together
 */
function evaluationId(step, check = '') {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(`${beforeCheck(step)}${check}`)
        .digest('hex')
        .slice(0, 32);
}
/** What precedes the name of a check in the text whose digest is its {@link evaluationId}. */
function beforeCheck(step) {
    return JSON.stringify(['evaluation', step]);
}


/***/ }),

/***/ 3938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S3: () => (/* binding */ totalSeconds),
/* harmony export */   TZ: () => (/* binding */ PLANNED),
/* harmony export */   Vh: () => (/* binding */ isOfOtherSystem),
/* harmony export */   WN: () => (/* binding */ hasFailed),
/* harmony export */   Yx: () => (/* binding */ checkSeconds)
/* harmony export */ });
/** Whether a check is for a system other than `system`: Nix evaluates these (`--all-systems`) but does not build them. */
function isOfOtherSystem(name, system) {
    const target = /^checks\.([^.]+)\./.exec(name)?.[1];
    return target !== undefined && target !== system;
}
/** The seconds of a check that depend on the project: evaluation and build, not downloads. */
function checkSeconds({ evalSeconds, buildSeconds }) {
    return evalSeconds + buildSeconds;
}
/** Seconds from the start of main to the end of the last phase or step. */
function totalSeconds({ phases, steps }) {
    return [...phases, ...steps].reduce((end, one) => Math.max(end, one.start + one.seconds), 0);
}
/** Whether this status fails the run; an allowed failure does not. */
function hasFailed({ status }) {
    return status === 'failure' || status === 'timeout' || status === 'cancelled';
}
/** The reason of a step that a plan does not run. */
const PLANNED = 'plan: true';


/***/ }),

/***/ 1710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ lateBuilds),
/* harmony export */   GW: () => (/* binding */ KINDS),
/* harmony export */   Gi: () => (/* binding */ isFor),
/* harmony export */   Hx: () => (/* binding */ KIND_TRAITS),
/* harmony export */   KE: () => (/* binding */ MAX_DEFAULT_NAME_LENGTH),
/* harmony export */   R6: () => (/* binding */ runsProjectCode),
/* harmony export */   Tc: () => (/* binding */ isBuild),
/* harmony export */   Vh: () => (/* binding */ flakeOf),
/* harmony export */   Z2: () => (/* binding */ defaultName),
/* harmony export */   f3: () => (/* binding */ plainStep),
/* harmony export */   fq: () => (/* binding */ fullName)
/* harmony export */ });
/** The kinds of steps, in the order of docs/steps.md. */
const KIND_TRAITS = {
    'flake-check': { argument: 'flake', builds: true, isPure: true, isDistributed: true },
    build: { argument: 'words', builds: true, isPure: true, isDistributed: true },
    'nix-build': { argument: 'words', builds: true },
    'nix-shell': { argument: 'command', entersShell: true },
    develop: { argument: 'command', entersShell: true },
    run: { argument: 'command' },
    app: { argument: 'program' },
    fmt: { argument: 'program' },
    shell: { argument: 'program' },
    eval: { argument: 'words', isPure: true },
};
const KINDS = Object.keys(KIND_TRAITS);
/** Whether the step runs project code outside the sandbox; a shell without a command does too, in its shellHook. */
function runsProjectCode({ kind }) {
    const { argument } = KIND_TRAITS[kind];
    return argument === 'command' || argument === 'program';
}
/** The flake reference that a `flake-check` checks. */
function flakeOf({ argument }) {
    return argument.trim() || '.';
}
/** The name of a step without the option `name`: `kind`, or `kind: argument` cut to 60 characters. */
function defaultName(kind, argument) {
    return fullName(kind, argument).slice(0, MAX_DEFAULT_NAME_LENGTH);
}
const MAX_DEFAULT_NAME_LENGTH = 60;
/** The default name of a step before it is cut. */
function fullName(kind, argument) {
    const line = argument.trim().split('\n')[0] ?? '';
    return line === '' ? kind : `${kind}: ${line}`;
}
/** A step of this kind with default options, for `steps: auto`. */
function plainStep(kind, argument = '', options = {}) {
    return {
        kind,
        argument,
        name: defaultName(kind, argument),
        args: [],
        shell: undefined,
        pure: false,
        keep: [],
        unset: [],
        env: {},
        workingDirectory: '.',
        timeout: undefined,
        silence: undefined,
        retries: 0,
        expectFailure: false,
        allowFailure: false,
        only: [],
        if: true,
        system: undefined,
        requires: [],
        outLink: undefined,
        credentials: false,
        annotations: false,
        evalEach: false,
        allowEvalErrors: false,
        select: [],
        allSystems: false,
        realise: false,
        ...options,
    };
}
/** A notice on builds after the first step that runs project code: they run, but are not pushed, and only on this machine. */
function lateBuilds(steps, { pushes, hasBuilders }) {
    if (steps === 'auto' || !(pushes || hasBuilders))
        return [];
    if (hasBuilders && steps.length === 0)
        return ['Remote builders are used only by the steps of this action, and there are none.'];
    const first = steps.findIndex(runsProjectCode);
    const late = first < 0 ? [] : steps.slice(first).filter(isBuild);
    if (late.length === 0)
        return [];
    const names = late.map(({ name }) => name).join(', ');
    const unused = hasBuilders ? 'do not use the remote builders' : '';
    const what = [pushes ? 'are not pushed' : '', unused].filter(Boolean).join(' and ');
    return [
        `Builds after ${steps[first]?.name} ${what}, because it runs project code: ${names}. Move them before it.`,
    ];
}
/** Whether the step builds derivations for their own sake, not as the environment of a command. */
function isBuild({ kind }) {
    return kind === 'flake-check' || kind === 'build' || kind === 'nix-build';
}
/** Whether the option `only` includes this system; an empty list includes all. */
function isFor(only, system) {
    return only.length === 0 || only.some(it => it === system || system.endsWith(`-${it}`));
}


/***/ }),

/***/ 3593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gc: () => (/* binding */ TokenFile),
/* harmony export */   Ri: () => (/* binding */ CACHES_CONF),
/* harmony export */   Wi: () => (/* binding */ isLaterUse),
/* harmony export */   xv: () => (/* binding */ userConfFiles)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _host_home_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3500);
/* harmony import */ var _conf_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1764);





/**
 * NIX_USER_CONF_FILES with our files before the user's. The first file takes precedence, and setting the variable
 * replaces Nix's default list, so the user's files are listed too. (nix.conf(5))
 */
function userConfFiles(ours, env) {
    const folders = [
        env.XDG_CONFIG_HOME || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_host_home_js__WEBPACK_IMPORTED_MODULE_3__/* .homeOf */ .l)(env), '.config'),
        ...(env.XDG_CONFIG_DIRS || '/etc/xdg').split(':'),
    ];
    const users = env.NIX_USER_CONF_FILES ?? folders.map(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'nix/nix.conf')).join(':');
    return [...ours, ...users.split(':').filter(file => file !== '' && !ours.includes(file))].join(':');
}
const TOKEN_FILE = 'tokens.conf';
/** Settings for the caches of this job: written once Cachix has described them, removed after the job. */
const CACHES_CONF = 'caches.conf';
/** Whether this job has used the action before: its settings are in the environment of later steps. */
function isLaterUse({ NIX_USER_CONF_FILES = '' }) {
    return NIX_USER_CONF_FILES.split(':').some(path => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path) === CACHES_CONF);
}
/**
 * The file with the credentials for fetching; it exists only while something that may use it runs. The files of earlier
 * uses of the action in this job are written and removed together with it.
 */
class TokenFile {
    /** Path of this use's file, which may not exist. */
    path;
    #files;
    constructor(ours, earlier) {
        this.path = ours.path;
        this.#files = [ours, ...earlier].filter(({ text }) => text !== '');
    }
    /** @param folder directory of the file */
    static async create(folder, tokens, env) {
        const value = tokens.map(({ host, token }) => `${host}=${token}`).join(' ');
        const text = value === '' ? '' : (0,_conf_js__WEBPACK_IMPORTED_MODULE_4__/* .formatConf */ .GC)([{ name: 'extra-access-tokens', value }]);
        const paths = (env.NIX_USER_CONF_FILES ?? '')
            .split(':')
            .filter(path => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path) === TOKEN_FILE);
        const read = async (path) => ({
            path,
            text: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8').catch(() => ''),
        });
        return new TokenFile({ path: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, TOKEN_FILE), text }, await Promise.all(paths.map(read)));
    }
    /** Writes the files, readable by their owner only. */
    async write() {
        await Promise.all(this.#files.map(writeAtomically));
    }
    async remove() {
        await Promise.all(this.#files.map(({ path }) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { recursive: true, force: true })));
    }
}
/**
 * Writes under another name first, so that concurrent calls of Nix never read a partial file. Copes with a command that
 * cleared RUNNER_TEMP or left a directory at this path.
 */
async function writeAtomically({ path, text }) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), { recursive: true, mode: 0o700 });
    const fresh = `${path}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(fresh, text, { mode: 0o600, flag: 'wx' });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(fresh, path).catch(async () => {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { recursive: true, force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(fresh, path);
    });
}


/***/ }),

/***/ 3498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ai: () => (/* binding */ isMachine),
/* harmony export */   F3: () => (/* binding */ withOneConnection),
/* harmony export */   FO: () => (/* binding */ BUILDERS_KNOWN_HOSTS),
/* harmony export */   IB: () => (/* binding */ SEVERAL_CONNECTIONS_SINCE),
/* harmony export */   Kw: () => (/* binding */ BUILDERS_LOG),
/* harmony export */   Wo: () => (/* binding */ hasPort),
/* harmony export */   Xp: () => (/* binding */ BUILDERS_KEY),
/* harmony export */   Z4: () => (/* binding */ hookScript),
/* harmony export */   Z9: () => (/* binding */ PORT_SINCE),
/* harmony export */   cM: () => (/* binding */ systemsOnlyOf),
/* harmony export */   eU: () => (/* binding */ BUILDERS_CONF),
/* harmony export */   ms: () => (/* binding */ parseBuilders),
/* harmony export */   tw: () => (/* binding */ BUILDERS_HOOK)
/* harmony export */ });
const MAX_FIELDS = 8;
/** A URL, or a host with or without a user; ssh would read a host with a dash in front as an option. */
const URI = /^(?!.*@-)(?:ssh(?:-ng)?:\/\/[A-Za-z0-9_[]\S*|[A-Za-z0-9_][\w.@-]*)$/;
const FILE = /^@\/\S+$/;
const SYSTEM = /^[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)+$/;
const NUMBER = /^\d+(?:\.\d+)?$/;
/** Parses the text of Nix's setting `builders`: machines on lines of their own or separated by semicolons. */
function parseBuilders(text) {
    const machines = [];
    const bad = [];
    text.split('\n').forEach((full, index) => {
        for (const part of full.replace(/#.*/, '').split(';')) {
            const line = part.trim();
            if (line === '')
                continue;
            const machine = parseMachine(line);
            if (machine)
                machines.push(machine);
            else
                bad.push({ line: index + 1, text: line });
        }
    });
    return { machines, bad };
}
function parseMachine(line) {
    const words = line.split(/\s+/);
    const [uri = '', systems = '-', , jobs = '-', speed = '-'] = words;
    if (FILE.test(line))
        return { line, uri, systems: [] };
    const listed = systems === '-' ? [] : systems.split(',');
    const areNumbers = [jobs, speed].every(it => it === '-' || NUMBER.test(it));
    const isValid = URI.test(uri) && words.length <= MAX_FIELDS && listed.every(it => SYSTEM.test(it)) && areNumbers;
    return isValid ? { line: words.join(' '), uri, systems: listed } : undefined;
}
/** Whether a machine in Nix's log is this one: the log adds the scheme and may leave out the parameters. */
function isMachine({ uri }, named) {
    return plainUri(uri) === plainUri(named);
}
/** Older versions pass a port in the URL to ssh as a part of the host's name. */
const PORT_SINCE = '2.31';
/** Whether a URL has a port. */
function hasPort(uri) {
    return /^[^?]*:\/\/(?:[^/?@]*@)?(?:\[[^\]/?]*\]|[^:/?]+):\d+(?![\d@])/.test(uri);
}
/** Older versions wait for themselves forever if the URL asks for several connections. (SSHMaster in ssh.cc) */
const SEVERAL_CONNECTIONS_SINCE = '2.32';
/** The line of a machine without `max-connections` in its URL: by default there is one. */
function withOneConnection(line) {
    const [uri = '', ...words] = line.split(' ');
    const [address = '', query = ''] = uri.split('?');
    const others = query.split('&').filter(it => it !== '' && !it.startsWith('max-connections='));
    return [others.length > 0 ? `${address}?${others.join('&')}` : address, ...words].join(' ');
}
function plainUri(uri) {
    const [address = ''] = uri.split('?');
    return address.includes('://') ? address : `ssh://${address}`;
}
/** Systems that these builders have and this machine has not. */
function systemsOnlyOf(machines, local) {
    return new Set(machines.flatMap(({ systems }) => systems).filter(it => !local.includes(it)));
}
/** Files in the private directory of the run. */
const BUILDERS_CONF = 'builders.conf';
const BUILDERS_KEY = 'builders-key';
const BUILDERS_KNOWN_HOSTS = 'builders-known-hosts';
const BUILDERS_HOOK = 'builders-hook';
const BUILDERS_LOG = 'builders-ssh.log';
/** Nobody answers a question of ssh, and a builder that does not respond is given up within 25 seconds. */
const SSH_OPTIONS = [
    'BatchMode=yes',
    'ConnectTimeout=10',
    'ConnectionAttempts=1',
    'ServerAliveInterval=5',
    'ServerAliveCountMax=3',
];
/** Only the key and the host keys of the inputs count. The paths are relative to the directory of the hook. */
const KEY_OPTIONS = [
    'IdentitiesOnly=yes',
    `IdentityFile=${BUILDERS_KEY}`,
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${BUILDERS_KNOWN_HOSTS}`,
    'GlobalKnownHostsFile=/dev/null',
    'VerifyHostKeyDNS=no',
    'UpdateHostKeys=no',
];
/**
 * The program that Nix, or its daemon, starts for remote builds: Nix's own with options for ssh, which no field of a
 * machine's line can give. It changes to the directory of the files because NIX_SSHOPTS takes no path with a space.
 * @param folder the private directory of the run
 * @param users NIX_SSHOPTS of the job
 */
function hookScript(bin, folder, hasKey, users = '') {
    // The first value of an option counts, so ours precede the job's.
    const options = [...SSH_OPTIONS, ...(hasKey ? KEY_OPTIONS : [])].map(it => `-o ${it}`);
    const words = ['-E', BUILDERS_LOG, ...options, users].join(' ').trim();
    return [
        '#!/bin/sh',
        `cd ${quoted(folder)} || exit 1`,
        `export NIX_SSHOPTS=${quoted(words)}`,
        // Old versions (2.8) have a program of its own instead.
        `old=${quoted(`${bin}/../libexec/nix/build-remote`)}`,
        'test -x "$old" && exec "$old" "$@"',
        `exec ${quoted(`${bin}/nix`)} __build-remote "$@"`,
        '',
    ].join('\n');
}
function quoted(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}


/***/ }),

/***/ 533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tg: () => (/* binding */ describeNix),
/* harmony export */   ps: () => (/* binding */ checkVersion),
/* harmony export */   rv: () => (/* binding */ findNix)
/* harmony export */ });
/* unused harmony export parseVersion */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1327);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1469);
/* harmony import */ var _home_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6089);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4276);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3654);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5252);








/** Finds a Nix on PATH, then in the profiles that installers use. */
async function findNix(env) {
    const path = (env.PATH ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter).filter(folder => folder !== '');
    const profiles = [`${_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .DEFAULT_PROFILE */ .KG}/bin`, `${(0,_home_js__WEBPACK_IMPORTED_MODULE_4__/* .userProfile */ .vK)(env)}/bin`];
    for (const folder of [...path, ...profiles]) {
        const bin = programsOf(folder);
        if (!bin)
            continue;
        const about = await describeNix(folder, env);
        if (about)
            return { bin, ...about, onPath: path.includes(bin) };
    }
    return undefined;
}
/** Version and flavor of the `nix` in a directory; undefined if it does not run. */
async function describeNix(folder, env) {
    const result = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_2__/* .runShort */ .c)([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'nix'), '--version'], { env }).catch(() => undefined);
    return result?.code === 0 ? parseVersion(result.stdout) : undefined;
}
/** The directory with Nix's other programs: that of `nix`, or of its symlink target. */
function programsOf(folder) {
    const nix = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'nix');
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(nix))
        return undefined;
    return [folder, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(nix))].find(bin => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bin, 'nix-build')));
}
/**
 * Parses `nix --version`: `nix (Nix) 2.26.3`, `nix (Lix, like Nix) 2.93.0`, `nix (Determinate Nix 3.8.2) 2.30.1`.
 * Determinate Nix gets the version of the Nix that it is based on.
 */
function parseVersion(text) {
    const match = /^nix(?:-\w+)? \((.*?)\) (\d+\.\d+\S*)/m.exec(text);
    if (!match)
        return undefined;
    const [, name = '', version = ''] = match;
    const flavor = name.startsWith('Lix')
        ? 'lix'
        : name.startsWith('Determinate')
            ? 'determinate'
            : 'nix';
    return { version, flavor };
}
/**
 * Checks an existing Nix against `nix-version`.
 * @throws ActionError that names both versions if they differ
 */
function checkVersion(found, request, system) {
    if (request === undefined || (0,_version_js__WEBPACK_IMPORTED_MODULE_7__/* .isOfLine */ .ut)(found.version, request))
        return;
    if (request === 'latest' && (0,_version_js__WEBPACK_IMPORTED_MODULE_7__/* .isAtLeast */ .du)(found.version, (0,_release_js__WEBPACK_IMPORTED_MODULE_6__/* .resolveVersion */ .x)(request, system).version))
        return;
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ(`nix-version is ${request}, but this machine already has Nix ${found.version} (${found.bin}).`, `Remove nix-version to use ${found.version}, or run the job on a machine without Nix (on GitHub-hosted runners: remove the earlier step that installs Nix).`);
}


/***/ }),

/***/ 3314:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $k: () => (/* binding */ toNixBase32),
/* harmony export */   Et: () => (/* binding */ fromNixBase32),
/* harmony export */   Z3: () => (/* binding */ sourcePath),
/* harmony export */   nX: () => (/* binding */ contentPath),
/* harmony export */   tz: () => (/* binding */ parseSha256)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Digits of Nix's base 32 (no e, o, t, u); the last digit of a text is the lowest. */
const DIGITS = '0123456789abcdfghijklmnpqrsvwxyz';
/** Encodes bytes in Nix's base 32: 52 characters for a SHA-256. */
function toNixBase32(bytes) {
    const length = Math.ceil((bytes.length * 8) / 5);
    let text = '';
    for (let digit = length - 1; digit >= 0; digit--) {
        const byte = Math.floor((digit * 5) / 8);
        const pair = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8);
        text += DIGITS[(pair >> ((digit * 5) % 8)) & 31];
    }
    return text;
}
/** Decodes Nix's base 32; undefined if the text is not valid. */
function fromNixBase32(text) {
    const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8));
    for (const [place, character] of [...text].entries()) {
        const value = DIGITS.indexOf(character);
        if (value < 0)
            return undefined;
        const bit = (text.length - 1 - place) * 5;
        const byte = Math.floor(bit / 8);
        const shifted = value << (bit % 8);
        // Bits beyond the last byte must be zero; otherwise two texts would decode to the same hash.
        if (byte + 1 >= bytes.length && shifted >> (8 * (bytes.length - byte)) !== 0)
            return undefined;
        bytes[byte] = (bytes[byte] ?? 0) | (shifted & 255);
        if (byte + 1 < bytes.length)
            bytes[byte + 1] = (bytes[byte + 1] ?? 0) | (shifted >> 8);
    }
    return bytes;
}
/**
 * The 32 bytes of a SHA-256 in any form that Nix prints: `sha256-BASE64`, or BASE32, BASE16 or BASE64 with or without
 * `sha256:`. Undefined for anything else.
 */
function parseSha256(text) {
    const digits = text.replace(/^sha256[:-]/, '');
    if (/^[0-9a-f]{64}$/i.test(digits))
        return Buffer.from(digits, 'hex');
    if (/^[A-Za-z0-9+/]{43}=$/.test(digits))
        return Buffer.from(digits, 'base64');
    return digits.length === 52 ? fromNixBase32(digits) : undefined;
}
/** Bytes of the hash in a store path. */
const PATH_HASH_BYTES = 20;
/**
 * The content-addressed store path of a fetched source tree: type `source`, without references, named `source`.
 * @param narHash of the tree, in any form that Nix prints
 * @returns undefined if that is not a SHA-256
 */
function sourcePath(narHash) {
    const hash = parseSha256(narHash);
    return hash && contentPath('source', hash, [], 'source');
}
/**
 * The content-addressed store path of a text (a `.drv`, `builtins.toFile`) or a source tree. (Nix manual, "Store Path
 * Specification")
 * @param hash SHA-256 of the text, or of the NAR of the tree
 * @param references whole store paths, without itself
 */
function contentPath(kind, hash, references, name) {
    const type = [kind, ...[...references].sort()].join(':');
    const fingerprint = `${type}:sha256:${Buffer.from(hash).toString('hex')}:/nix/store:${name}`;
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(fingerprint).digest();
    const short = Buffer.alloc(PATH_HASH_BYTES);
    for (const [index, byte] of digest.entries())
        short[index % PATH_HASH_BYTES] = (short[index % PATH_HASH_BYTES] ?? 0) ^ byte;
    return `/nix/store/${toNixBase32(short)}-${name}`;
}


/***/ }),

/***/ 6089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e7: () => (/* binding */ cacheVariables),
/* harmony export */   mI: () => (/* binding */ missingProfile),
/* harmony export */   vK: () => (/* binding */ userProfile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _host_access_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6093);
/* harmony import */ var _host_home_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3500);





/**
 * Sets a cache directory if HOME is not writable: without one, Nix cannot fetch flakes (since 2.26) or evaluate one for a
 * build.
 * @returns variables for our calls of Nix and for later steps of the job
 */
async function cacheVariables({ env, folder, logger, }) {
    const usual = env.XDG_CACHE_HOME || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_host_home_js__WEBPACK_IMPORTED_MODULE_4__/* .homeOf */ .l)(env), '.cache');
    if (await isWritable(usual))
        return {};
    const cacheDir = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'cache');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(cacheDir);
    logger.notice(`${usual} is not writable, so this job keeps Nix's caches in RUNNER_TEMP (XDG_CACHE_HOME) and starts with empty ones. Make HOME writable by the runner's user to keep them between jobs.`, 'HOME');
    return { XDG_CACHE_HOME: cacheDir };
}
/** Where `nix profile` and `nix-env` put the programs of this user. */
function userProfile(env) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_host_home_js__WEBPACK_IMPORTED_MODULE_4__/* .homeOf */ .l)(env), '.nix-profile');
}
/** The directory of those programs, unless it is on PATH. */
function missingProfile(env) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(userProfile(env), 'bin');
    return env.PATH?.split(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter).includes(folder) ? [] : [folder];
}
/** Whether this user may write to a directory, or create it. */
async function isWritable(folder) {
    let existing = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'nix');
    while (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(existing) && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(existing) !== existing)
        existing = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(existing);
    return (0,_host_access_js__WEBPACK_IMPORTED_MODULE_3__/* .isAccessible */ .dp)(existing, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK);
}


/***/ }),

/***/ 4039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CV: () => (/* binding */ daemonVariables),
/* harmony export */   G1: () => (/* binding */ createBuildDir),
/* harmony export */   Jt: () => (/* binding */ lacksNetrc),
/* harmony export */   Sx: () => (/* binding */ foundSettings),
/* harmony export */   Vo: () => (/* binding */ systemSettings),
/* harmony export */   WW: () => (/* binding */ withFlakesOfStep),
/* harmony export */   We: () => (/* binding */ buildsInMemory),
/* harmony export */   Ws: () => (/* binding */ canSandbox),
/* harmony export */   aZ: () => (/* binding */ fallbackSettings),
/* harmony export */   tH: () => (/* binding */ FLAKES),
/* harmony export */   zw: () => (/* binding */ withFlakes)
/* harmony export */ });
/* harmony import */ var _conf_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1764);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4276);
/* harmony import */ var _retry_settings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6690);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5252);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(861);





const EXPERIMENTAL = 'experimental-features';
/** Also set in a user's nix.conf: `experimental-features` in another one would override the system's. */
const FLAKES = { name: 'extra-experimental-features', value: 'nix-command flakes' };
/**
 * A NIX_CONFIG that keeps flakes enabled for steps. NIX_CONFIG overrides every file, so a plain `experimental-features` in
 * it would disable them. Returned unchanged if it does not set features.
 */
function withFlakes(text) {
    const { settings } = (0,_conf_js__WEBPACK_IMPORTED_MODULE_1__/* .parseConf */ .sA)(text);
    // An included file may override them too.
    const mayOverride = ({ name }) => name === EXPERIMENTAL || name.endsWith('include');
    if (!settings.some(mayOverride))
        return text;
    const features = settings
        .slice(settings.findLastIndex(mayOverride))
        .flatMap(({ name, value }) => ((0,_conf_js__WEBPACK_IMPORTED_MODULE_1__/* .baseName */ .Fl)(name) === EXPERIMENTAL ? value.split(/\s+/) : []));
    const isEnabled = FLAKES.value.split(' ').every(feature => features.includes(feature));
    return isEnabled ? text : `${text.trimEnd()}\n${(0,_conf_js__WEBPACK_IMPORTED_MODULE_1__/* .formatConf */ .GC)([FLAKES])}`.trimEnd();
}
/** The same for a step's variables, unless the step disables all features. */
function withFlakesOfStep(env) {
    const { NIX_CONFIG: text } = env;
    if (text === undefined)
        return { ...env };
    const { settings } = (0,_conf_js__WEBPACK_IMPORTED_MODULE_1__/* .parseConf */ .sA)(text);
    const isOff = settings.some(({ name, value }) => name === EXPERIMENTAL && value === '');
    return isOff ? { ...env } : { ...env, NIX_CONFIG: withFlakes(text) };
}
/**
 * Without it, the job fails if a cache advertises a path but does not deliver it. A daemon accepts this setting from every
 * user.
 */
const FALLBACK = { name: 'fallback', value: 'true' };
/** Pure: empty if the user sets it. */
function fallbackSettings(users) {
    return users.some(({ name }) => /^(build-)?fallback$/.test(name)) ? [] : [FALLBACK];
}
/**
 * The settings for an existing Nix, in addition to the user's: only what the steps need, because its daemon accepts few
 * settings from an untrusted user and warns about each of the others.
 */
function foundSettings(mode, facts) {
    // As root without build users, Nix would refuse every build.
    const rootAlone = mode === 'single-user' && facts?.root === 'self' && !facts.buildUsers;
    return [...(rootAlone ? [{ name: 'build-users-group', value: '' }] : []), FLAKES];
}
/** The first version with always-allow-substitutes. */
const ALWAYS_ALLOW_SINCE = '2.20';
/** The first version with ssl-cert-file (NixOS/nix#8062). */
const SSL_CERT_FILE_SINCE = '2.15';
/** Where Nix builds by default since 2.30, and Lix since 2.94; before, in TMPDIR, which is /tmp. */
const BUILD_DIR = '/nix/var/nix/builds';
const DEFAULT_BUILD_DIR_SINCE = ['2.30', '2.94'];
/** The first versions that certainly have the setting build-dir. */
const BUILD_DIR_SETTING_SINCE = ['2.24', '2.91'];
/** Whether a Nix would build in memory unless another build directory is set. */
function buildsInMemory(mode, version, { memoryTmp }) {
    const isInMemory = mode === 'daemon' ? memoryTmp.root : memoryTmp.user;
    return isInMemory && !(0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .hasFeature */ .jI)(byNumber(version), ...DEFAULT_BUILD_DIR_SINCE);
}
/** Guesses the flavor, because a release that is not installed cannot be asked. */
function byNumber(version) {
    return { version, flavor: (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .guessFlavor */ .O$)(version) };
}
/** Creates the build directory, as Nix would. */
function createBuildDir(as) {
    return {
        argv: ['install', '-d', '-m', '0755', BUILD_DIR],
        as,
        description: 'Creating the build directory',
    };
}
/** Variables for a daemon that does not have a setting yet, or whose settings are not ours. */
function daemonVariables(version, facts) {
    const { caBundle } = facts;
    return {
        ...(caBundle && !(0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(version, SSL_CERT_FILE_SINCE) && { NIX_SSL_CERT_FILE: caBundle }),
        ...(buildsInMemory('daemon', version, facts) && { TMPDIR: BUILD_DIR }),
    };
}
/**
 * The settings of a Nix that we install, with the daemon's netrc-file if a private cache may need one.
 * @param flavor default: judged by the version
 */
function systemSettings({ netrc }, mode, version, facts, flavor = (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .guessFlavor */ .O$)(version)) {
    const isDaemon = mode === 'daemon';
    const linux = facts.system.endsWith('-linux');
    const isInMemory = buildsInMemory(mode, version, facts);
    return [
        { name: 'build-users-group', value: isDaemon ? _plan_js__WEBPACK_IMPORTED_MODULE_3__/* .BUILD_GROUP */ .X2 : '' },
        // Losing the sandbox silently would be a false sense of safety.
        ...settingIf(linux, 'sandbox-fallback', 'false'),
        ...settingIf(linux && !canSandbox(mode, facts), 'sandbox', 'false'),
        // NIX_SSL_CERT_FILE does not reach a daemon.
        ...settingIf(isDaemon && (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(version, SSL_CERT_FILE_SINCE), 'ssl-cert-file', facts.caBundle),
        ...settingIf(isInMemory && (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .hasFeature */ .jI)(byNumber(version), ...BUILD_DIR_SETTING_SINCE), 'build-dir', BUILD_DIR),
        { name: 'max-jobs', value: 'auto' },
        { name: 'connect-timeout', value: '15' },
        { name: 'stalled-download-timeout', value: '15' },
        ...(0,_retry_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .retrySettings */ .wP)({ version, flavor }),
        // Nix warns in every call about a setting that it does not know.
        ...settingIf((0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(version, ALWAYS_ALLOW_SINCE), 'always-allow-substitutes', 'true'),
        FLAKES,
        ...settingIf(isDaemon, 'extra-trusted-users', `root ${facts.user.name}`),
        ...settingIf(isDaemon && netrc, 'netrc-file', _paths_js__WEBPACK_IMPORTED_MODULE_0__/* .DAEMON_NETRC */ .M2),
    ];
}
function settingIf(isSet, name, value) {
    return isSet && value ? [{ name, value }] : [];
}
/** Whether builds of an install can be sandboxed. */
function canSandbox(mode, { root, sandbox }) {
    return mode === 'daemon' || root === 'self' ? sandbox.root : sandbox.user;
}
/** Whether settings name the daemon's netrc, and this Nix fails if it is missing. */
function lacksNetrc(settings, flavor) {
    return flavor === 'lix' && settings.some(({ value }) => value === _paths_js__WEBPACK_IMPORTED_MODULE_0__/* .DAEMON_NETRC */ .M2);
}


/***/ }),

/***/ 9132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gj: () => (/* binding */ judgeIsolation),
/* harmony export */   sb: () => (/* binding */ readSettings),
/* harmony export */   ux: () => (/* binding */ showConfig)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1327);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(292);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5252);




/**
 * Reads Nix's effective settings, with all files and variables of this job.
 * @returns an empty object if Nix does not print them
 */
async function readSettings(nix, env) {
    const argv = [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(nix.bin, 'nix'), ...showConfig(nix.version)];
    const { stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_1__/* .runShort */ .c)(argv, { env, cwd: '/' });
    return (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(stdout) ?? {};
}
/** Arguments with which `nix` prints its settings as JSON. */
function showConfig(version) {
    return [...((0,_version_js__WEBPACK_IMPORTED_MODULE_3__/* .isAtLeast */ .du)(version, '2.20') ? ['config', 'show'] : ['show-config']), '--json'];
}
/** Pure. Not `relaxed`, which lets a derivation opt out of the sandbox. */
function judgeIsolation(nix, settings) {
    const sandbox = settings.sandbox?.value;
    const group = settings['build-users-group']?.value;
    const isSandboxed = sandbox === true || sandbox === 'true';
    const hasBuildUsers = nix.mode === 'daemon' && typeof group === 'string' && group !== '';
    return { isolated: isSandboxed || hasBuildUsers };
}


/***/ }),

/***/ 7751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ systemOf)
/* harmony export */ });
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1469);

const ARCHITECTURES = { x64: 'x86_64', arm64: 'aarch64' };
/**
 * The Nix system of this machine.
 * @param platform `process.platform`
 * @param arch `process.arch`
 * @throws ActionError on an unsupported machine
 */
function systemOf(platform, arch) {
    const processor = ARCHITECTURES[arch];
    if (processor && (platform === 'linux' || platform === 'darwin')) {
        return `${processor}-${platform}`;
    }
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(`Nix does not support ${platform} on ${arch}.`, 'Use Linux or macOS on x86_64 or aarch64 (runs-on: ubuntu-latest, ubuntu-24.04-arm, macos-latest).');
}


/***/ }),

/***/ 3654:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s5: () => (/* binding */ isVersionRequest),
  Ev: () => (/* binding */ locateRelease),
  x: () => (/* binding */ resolveVersion)
});

// UNUSED EXPORTS: DEFAULT_VERSION, OFFICIAL_RELEASES

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
;// CONCATENATED MODULE: ./build/nix/releases.json
const releases_namespaceObject = /*#__PURE__*/JSON.parse('{"E3":"https://releases.nixos.org/nix","e4":{"2.35.2":{"x86_64-linux":"0c3960a9792331a22081c3c7a5d8465db9b17c50b3acdf18587fa4c6f2cb1158","aarch64-linux":"4d0302a2910f5eec1c33b8deef634f04899a75737e7001ec49908d003ae5efda","armv7l-linux":"e4a68bd13f20b10f67b551178116655520323f5a29a7e82a2db24a6b2a166e89","x86_64-darwin":"d725518d89f3b0b8d4af702a9d38d519814014cbe125afb3ed0545c9d755f6a5","aarch64-darwin":"1695c13aba5afa7c2ecd6dc4a9393f602e7bbc440ed45e81602c831546580ec3"},"2.35.1":{"x86_64-linux":"c3fe29778acaa93b5095ee66e36f11ec7c6a284c40970a24cc83ac4f04809db3","aarch64-linux":"79b739996f1751573b4d2b56e4ae607855184c711f2cc1274fa0952a13d4bfc9","armv7l-linux":"1f61ef952f285aecb977b47eafea8e83bfea2ed51a884fffdef5eb95ddb45cf3","x86_64-darwin":"1a932047a6e563acbd86024599bb377cbceca4dc6934a49f62a41ea1d9bdcb1b","aarch64-darwin":"414e073c4754e0c9eed1dd25e482af45213a34aa67c930201e35df7c8333c19a"},"2.34.8":{"x86_64-linux":"2c2e146b80834fe0ca201b51deeb939405b4f18e8d2071bf80b10f8123c50464"},"2.34.7":{"x86_64-linux":"eafe5042404e818505e28c5ca3d0885f3ec45c31f955489a25bb38258f87560e","aarch64-linux":"f1cee64ae7a02330c6421924c28f597c41813f2214ff108622087d8056378b08","armv7l-linux":"758e8fb802fb83b571c1cbac906d77dff67e6724cf09110f87d1f84dde432685","x86_64-darwin":"8bf3dadfd65be182ad3141b1224bbc82e0f2a61d4f36781938b5e6ede029c2a3","aarch64-darwin":"71e18301c4ea78c667f2753159156b5bdb899993720e8aa7bcca97e8312d3d6b"},"2.31.2":{"x86_64-linux":"d1f67c86eed016214864ba08bfb9529c307aea7e8fafb74853f96fcc3bfd8a60","aarch64-linux":"64db528412096d718b4bf8f78f85e5ac2b714b774e5005500dee37d23f560456","armv7l-linux":"4e2c1e8a3172ae71f041b9b647aa8153fb24518272d1a9bc3d9b384ab7ad54a1","x86_64-darwin":"ed8df6a1046dea90ba4068a827bdeaf372d522867c4d2b48cdb37145c200eeba","aarch64-darwin":"3baa0af88a1ef4e2cc82cb64cd384b1805ecc3771b574e97277ae213d52711d8"},"2.28.3":{"x86_64-linux":"85d1847d06d5d56167796d3f61cd992908de84584db3e700da031a782b59ea22","aarch64-linux":"3dffb118772382e35526806fb97acc05df7ad6dc29dbe52b921b77e52e39f571","armv7l-linux":"1c451dfdf58300165b16b12baa8c300c0b52e1c624c533c2f5b137efd1667585","x86_64-darwin":"942d55db022961eec7b35b3bdd6bce748d32cc0cc17bafb143e305434ae30643","aarch64-darwin":"6befec86f4e8effa5b0112ad0491dc8e2b1c26e5a95c1cc40c1ea60194d53c88"},"2.26.3":{"x86_64-linux":"d378a057253fb98f05c3e7c431c1852cca6afae3376f5853a9fcb7ae423a05ad","aarch64-linux":"8e52a0ff91b14a3fd7e5bdf5abe263c732b8655ecc67d7730844bb90e2203416","armv7l-linux":"e013b39432a833f3f5bf76fa415b6ad80e6cab23c3acea21c8047e851012c2f3","x86_64-darwin":"26152090e4cdd813162d2bfea7a4fa2d5d1c000c4556887727e5a093fc6cc6dd","aarch64-darwin":"cf19c4cf1af36f3df471cb2571f03b830186b9772bdbf1948bc34336ef3e4dfb"},"2.24.9":{"x86_64-linux":"3c0779e4878d1289cf3fbb158ec5ea9bdf61dfb9b4efac6b3b0b6bec5ba4cf13","aarch64-linux":"c57c2830bb407e02dacdf2b63c49cde273f905075b579f6d9a6114c669301f33","armv7l-linux":"c7df074b66026195c1c8b47024add16dba2cc5ba26d3e03ec17ccd040a0094b2","x86_64-darwin":"b0cfcc873a16aa88e0e7dc1496d49c37c3d35fb325624c487c082b89a7f1ba3f","aarch64-darwin":"15b85046fb7de93078878bbcdd75f68514dd985a68bf96d0ee63b0fd58851b61"},"2.8.0":{"x86_64-linux":"0b32afd8c9147532bf8ce8908395b1b4d6dde9bedb0fcf5ace8b9fe0bd4c075c","aarch64-linux":"d29ea31c581e1ba7a651e6b22999cef8923e852e1d6fe7008d9545f4275f5343","armv7l-linux":"25857729f23dc25fe92dabd376917d83fe0f23038f82c1f2ab230171eb70f648","x86_64-darwin":"ebf383f1b499d3e4897cd61d068dc46e118e5f53667f5f28748b0b3682d7649a","aarch64-darwin":"f320f381299e0fc2f907ae81ac123d0689245cb39f0672f8a65dffea12fa0240"}}}');
// EXTERNAL MODULE: ./build/nix/version.js
var nix_version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/nix/release.js



const OFFICIAL_BASE = releases_namespaceObject.E3;
const OFFICIAL_RELEASES = releases_namespaceObject.e4;
/** The version to install without `nix-version` and an existing Nix. */
const DEFAULT_VERSION = '2.35.2';
/** A release line or `latest` resolves to a release for all of these, so that a matrix tests one Nix. */
const MATRIX_SYSTEMS = ['x86_64-linux', 'aarch64-linux', 'aarch64-darwin'];
/** Whether a text is a valid `nix-version`: `latest`, `2.34`, `2.34.7`. */
function isVersionRequest(text) {
    return text === 'latest' || /^\d+\.\d+(\.\d+)?(pre\w*)?$/.test(text);
}
/**
 * Resolves a request to a full version. For a system without a tarball in the newest release, uses the newest that has one.
 * @param request the input `nix-version`; undefined: the default
 * @throws ActionError for a line that is not in the table, or has no release for this system
 */
function resolveVersion(request, system, table = OFFICIAL_RELEASES, standard = DEFAULT_VERSION) {
    if (request === undefined) {
        return table[standard]?.[system]
            ? { version: standard }
            : resolveVersion('latest', system, table);
    }
    const isLine = /^\d+\.\d+$/.test(request);
    if (request !== 'latest' && !isLine)
        return { version: request };
    const known = Object.keys(table)
        .filter(version => !isLine || (0,nix_version/* isOfLine */.ut)(version, request))
        .sort(nix_version/* compareVersions */.Zy);
    const newest = known.findLast(version => MATRIX_SYSTEMS.every(it => table[version]?.[it]));
    if (newest && table[newest]?.[system])
        return { version: newest };
    const supported = known.findLast(version => table[version]?.[system]);
    if (newest && supported) {
        const notice = `Nix ${newest} has no release for ${system}; using Nix ${supported}, the newest known one that does.`;
        return { version: supported, notice };
    }
    if (newest)
        throw withoutTarball(request, system, table);
    throw new errors/* ActionError */.lZ(`nix-version: unknown release line ${request}.`, `Known versions: ${Object.keys(table).join(', ')}. For another release, give the full version, such as 2.33.1.`);
}
/** The first line without releases for Intel Macs. */
const NO_INTEL_MAC_SINCE = '2.36';
function withoutTarball(request, system, table) {
    const known = Object.keys(table).sort(nix_version/* compareVersions */.Zy);
    const newest = known.findLast(version => table[version]?.[system]);
    return new errors/* ActionError */.lZ(`nix-version: Nix ${request} has no release for ${system}.`, `Set nix-version to ${newest} (the newest with a release) or to latest for this system.`);
}
/**
 * The URL and expected hash of a version's tarball.
 * @param base the input `nix-release-url`: a base URL like the official one, or a full URL with `{version}` and `{system}`
 * @param sha256 the input `nix-sha256`; overrides the table
 * @throws ActionError if this system has no such tarball
 */
function locateRelease(version, system, base = OFFICIAL_BASE, sha256, table = OFFICIAL_RELEASES) {
    const isOfficial = base === OFFICIAL_BASE && sha256 === undefined;
    if (isOfficial && system === 'x86_64-darwin' && (0,nix_version/* isAtLeast */.du)(version, NO_INTEL_MAC_SINCE))
        throw withoutTarball(version, system, table);
    const url = base.includes('{')
        ? base.replaceAll('{version}', version).replaceAll('{system}', system)
        : `${base.replace(/\/+$/, '')}/nix-${version}/nix-${version}-${system}.tar.xz`;
    return { version, url, sha256: sha256 ?? table[version]?.[system] };
}


/***/ }),

/***/ 6690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z9: () => (/* binding */ canSetRetries),
/* harmony export */   vk: () => (/* binding */ withoutRetries),
/* harmony export */   wP: () => (/* binding */ retrySettings)
/* harmony export */ });
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5252);

/** The first version with retry settings, for all hosts and per cache. */
const RETRY_SETTINGS_SINCE = '2.35';
/** Whether a Nix has the retry settings. */
function canSetRetries(nix) {
    return (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .hasFeature */ .jI)(nix, RETRY_SETTINGS_SINCE);
}
/**
 * Pure: shortens Nix's waits after an HTTP 429 or 503 without `Retry-After` from up to 75 s (5, 10, 20 and 40 s) to up to
 * 36 s. Keeps the number of attempts, because an input's host may fail temporarily.
 */
function retrySettings(nix) {
    if (!canSetRetries(nix))
        return [];
    return [
        { name: 'filetransfer-retry-delay-rate-limited', value: '3000' },
        { name: 'filetransfer-retry-max-delay', value: '15000' },
    ];
}
/**
 * Pure: a cache URL with which Nix requests each file only once. Otherwise Nix waits as long as an HTTP 429 or 503 asks
 * for, although it can get the file elsewhere. After a failure, Nix disables the cache for a minute.
 */
function withoutRetries(url, nix) {
    const isHttp = /^(?:https?|s3):\/\//.test(url);
    if (!isHttp || !canSetRetries(nix) || /[?&]retry-attempts=/.test(url))
        return url;
    return `${url}${url.includes('?') ? '&' : '?'}retry-attempts=1`;
}


/***/ }),

/***/ 8486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C_: () => (/* binding */ keyMismatch),
/* harmony export */   ee: () => (/* binding */ parsePublicKey),
/* harmony export */   hR: () => (/* binding */ SigningKey),
/* harmony export */   qI: () => (/* binding */ signedBy)
/* harmony export */ });
/* unused harmony export fingerprint */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1469);
/* harmony import */ var _hash_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3314);



/** DER prefixes of the 32 bytes of an Ed25519 key. (RFC 8410) */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
/**
 * The text that Nix signs for a path.
 * @throws ActionError if the hash is not a SHA-256
 */
function fingerprint({ path, narHash, narSize, references }) {
    const hash = (0,_hash_js__WEBPACK_IMPORTED_MODULE_2__/* .parseSha256 */ .tz)(narHash);
    if (!hash)
        throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`${path}: “${narHash}” is not a SHA-256`, 'Check the Nix store.');
    const all = [...new Set(references)].sort().join(',');
    return `1;${path};sha256:${(0,_hash_js__WEBPACK_IMPORTED_MODULE_2__/* .toNixBase32 */ .$k)(hash)};${narSize};${all}`;
}
/** Signs paths with a cache's key, which cannot be read back. */
class SigningKey {
    #key;
    /** The key's name, if its text has one. */
    name;
    /** Base 64 of the public key, without a name. */
    publicKey;
    /**
     * @param text base 64 of seed and public key (64 bytes), as in CACHIX_SIGNING_KEY, with or without Nix's `name:`
     * @throws ActionError if it is invalid; the message contains nothing of the key
     */
    constructor(text) {
        const [, name, digits = ''] = /^(?:([^:\s]+):)?(.*)$/s.exec(text.trim()) ?? [];
        const bytes = Buffer.from(digits, 'base64');
        if (bytes.length !== 64)
            throw badKey(`it has ${bytes.length} bytes, expected 64`);
        const pkcs8 = Buffer.concat([PRIVATE_PREFIX, bytes.subarray(0, 32)]);
        this.name = name;
        this.#key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: pkcs8, format: 'der', type: 'pkcs8' });
        const half = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(this.#key).export({ format: 'der', type: 'spki' }).subarray(-32);
        if (!half.equals(bytes.subarray(32)))
            throw badKey('its private and public halves do not match');
        this.publicKey = half.toString('base64');
    }
    /** Base 64 of the signature of a path, without a name. @throws ActionError as {@link fingerprint} */
    sign(info) {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)(null, Buffer.from(fingerprint(info)), this.#key).toString('base64');
    }
}
/** Keys of a cache that a message lists. */
const MAX_KEYS_SHOWN = 5;
/**
 * Pure: why a cache's readers would reject what a key signs.
 * @param publicKeys those of the cache
 * @returns undefined if the key is one of them
 */
function keyMismatch({ name, publicKey }, publicKeys) {
    if (publicKeys.some(key => key.slice(key.indexOf(':') + 1) === publicKey))
        return undefined;
    const ours = name === undefined ? publicKey : `${name}:${publicKey}`;
    const theirs = publicKeys.slice(0, MAX_KEYS_SHOWN).join(', ') || 'none';
    return `its public key is ${ours}, but the cache has ${theirs}.`;
}
function badKey(reason) {
    return new _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`cachix-signing-key is not a signing key: ${reason}`, 'Use the output of `cachix generate-keypair`: base 64 of 64 bytes, on one line.');
}
/** Parses a public key in Nix's form; undefined if `text` is not `name:BASE64` of 32 bytes. */
function parsePublicKey(text) {
    const [, name, digits] = /^([^\s:]+):([A-Za-z0-9+/]{43}=)$/.exec(text.trim()) ?? [];
    if (!name || !digits)
        return undefined;
    const spki = Buffer.concat([PUBLIC_PREFIX, Buffer.from(digits, 'base64')]);
    return { name, key: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)({ key: spki, format: 'der', type: 'spki' }) };
}
/**
 * The name of a key that has signed a path; undefined if none has.
 * @param signatures each `name:BASE64`, as in the store
 * @param publicKeys each `name:BASE64`, as in nix.conf; invalid ones are skipped
 */
function signedBy(info, signatures, publicKeys) {
    if (!(0,_hash_js__WEBPACK_IMPORTED_MODULE_2__/* .parseSha256 */ .tz)(info.narHash))
        return undefined;
    const text = Buffer.from(fingerprint(info));
    for (const publicKey of publicKeys) {
        const known = parsePublicKey(publicKey);
        if (!known)
            continue;
        for (const signature of signatures) {
            const [name, digits = ''] = signature.split(':');
            const bytes = Buffer.from(digits, 'base64');
            if (name === known.name && bytes.length === 64 && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.verify)(null, text, known.key, bytes))
                return name;
        }
    }
    return undefined;
}


/***/ }),

/***/ 5302:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $_: () => (/* binding */ compareWithBaseline),
  oU: () => (/* binding */ loadBaseline),
  rC: () => (/* binding */ uploadBaseline)
});

// EXTERNAL MODULE: ./build/caches/actions-cache/client.js + 4 modules
var client = __webpack_require__(6544);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/nix/nix.js
var nix = __webpack_require__(7751);
// EXTERNAL MODULE: ./build/report/baseline.js
var baseline = __webpack_require__(7936);
// EXTERNAL MODULE: ./build/runner/with-environment.js
var with_environment = __webpack_require__(91);
// EXTERNAL MODULE: ./build/trust/event.js
var trust_event = __webpack_require__(813);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
;// CONCATENATED MODULE: ./build/phases/baseline-cache.js








/** The name of the file in its entry and between main and post. */
const NAME = 'nix-ci-baseline.json';
const MAX_FILE_BYTES = 1 << 20;
/**
 * The cache keys of one job of a workflow on one kind of runner.
 * @param system such as `x86_64-linux`
 * @param variant what else distinguishes the jobs of a matrix, such as an input
 * @param cores default: those available to this process
 */
function baselineKeys(env, system, variant = '', cores = (0,external_node_os_.availableParallelism)()) {
    const workflow = /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? '';
    const job = [workflow, env.GITHUB_JOB ?? '', variant];
    const hash = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 24);
    const prefix = `nix-ci-baseline-1-${runnerKind(env, system, cores)}-${hash}-`;
    const run = [env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT].map(it => it?.replace(/\D/g, '') || '0');
    return { key: `${prefix}${run.join('-')}`, prefix };
}
/** Runners whose timings are comparable: `x86_64-linux-4-github-hosted-ubuntu24`. */
function runnerKind(env, system, cores) {
    return [system, cores, env.RUNNER_ENVIRONMENT || 'other', env.ImageOS || 'any']
        .map(it => String(it).replace(/[^\w.]+/g, '-'))
        .map(it => it.slice(0, 40))
        .join('-');
}
/**
 * Restores the samples from GitHub's cache. Never throws.
 * @param folder the private directory of this run
 */
async function restoreBaseline(cache, { key, prefix }, folder) {
    const none = (message, isTrouble = false) => ({ history: new Map(), message, isTrouble });
    const fresh = (0,external_node_path_.join)(folder, 'baseline');
    const file = (0,external_node_path_.join)(fresh, NAME);
    try {
        await (0,promises_.mkdir)(fresh, { mode: 0o700 });
        const found = await cache.restore({ file, key, restoreKeys: [prefix], limit: MAX_FILE_BYTES });
        if (found.kind === 'miss')
            return none('Baseline: no timings of the default branch yet.');
        if (found.kind !== 'hit') {
            const outage = (0,client/* isOutage */.uD)(found) ? found.message : undefined;
            return { ...none(notCompared(found.message), (0,client/* isCacheTrouble */.Ep)(found)), ...(0,object/* defined */.s)({ outage }) };
        }
        const history = (0,baseline/* readHistory */.Lu)(await (0,promises_.readFile)(file, 'utf8'));
        if (!history)
            return none(`Baseline: ${found.key} is unreadable; ignoring it.`, true);
        const message = `Baseline: ${(0,format/* plural */.LS)(history.size, 'timing')} of the default branch (${found.key}).`;
        return { history, message, isTrouble: false };
    }
    catch (error) {
        return none(notCompared(String(error)), true);
    }
    finally {
        await (0,promises_.rm)(fresh, { recursive: true, force: true }).catch(() => { });
    }
}
const notCompared = (why) => `Nothing is compared with the default branch: ${why}`;
/** Saves the samples in the private directory of the run, for post to upload. */
async function deferBaseline(history, folder) {
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, NAME), (0,baseline/* historyText */.u_)(history), { mode: 0o600 });
}
/**
 * Uploads the samples that main saved, in post. Steps may have changed the file, so it is not trusted. Never throws.
 * @returns a sentence for the log; undefined if there are no samples
 */
async function saveBaseline(cache, { key }, folder) {
    const path = (0,external_node_path_.join)(folder, NAME);
    try {
        const text = await readDeferred(path);
        if (text === undefined)
            return undefined;
        const history = (0,baseline/* readHistory */.Lu)(text);
        if (!history)
            return { message: `${path} is unreadable; not saving it.`, isTrouble: true };
        const file = (0,external_node_path_.join)(await (0,promises_.mkdtemp)((0,external_node_path_.join)(folder, 'baseline-')), NAME);
        await (0,promises_.writeFile)(file, (0,baseline/* historyText */.u_)(history), { flag: 'wx' });
        const saved = await cache.save({ file, key, limit: MAX_FILE_BYTES });
        return { message: `Baseline: ${saved.message}`, isTrouble: (0,client/* isCacheTrouble */.Ep)(saved) };
    }
    catch (error) {
        return { message: `Could not save the baseline: ${error}`, isTrouble: true };
    }
}
/** Undefined if there is no such file; empty, and so invalid, if it is not a regular file of a plausible size. */
async function readDeferred(path) {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    if (!stat)
        return undefined;
    return stat.isFile() && stat.size <= MAX_FILE_BYTES ? (0,promises_.readFile)(path, 'utf8') : '';
}

;// CONCATENATED MODULE: ./build/phases/baseline.js








/** Matrix jobs with different versions of Nix are not compared with each other. */
function keysOf(env) {
    const system = (0,nix/* systemOf */.b)(process.platform, process.arch);
    return baselineKeys(env, system, (0,with_environment/* inputText */.AN)(env, 'nix-version'));
}
/**
 * Restores the timings of the default branch. Never throws.
 * @returns undefined if there is nothing to compare with: `baseline: off`, a plan, or a job of its matrix
 */
async function loadBaseline({ outage }, { inputs }, ctx, env) {
    // The jobs of a matrix do different things each time.
    if (inputs.baseline === 'off' || inputs.plan || inputs.matrix.shard)
        return undefined;
    const cache = (0,client/* openActionsCache */.C3)({ env, folder: ctx.folder, cancel: ctx.cancel });
    const found = await restoreBaseline(cache, keysOf(env), ctx.folder);
    const { message: alone, outage: why = alone } = found;
    const what = 'nothing is compared with the default branch';
    const loss = { why, what, alone, title: 'Baseline' };
    if (found.isTrouble)
        outage.warn(loss, found.outage !== undefined, ctx.logger);
    else
        ctx.logger.info(alone);
    return found;
}
/** Compares steps and checks with the baseline, warns of what is slower, and on the default branch saves samples for post. */
async function compareWithBaseline(run, { history }, event, ctx) {
    const measured = (0,baseline/* measure */.xP)(run.records.steps);
    const verdicts = (0,baseline/* compare */.UD)(history, measured);
    run.baseline = new Map(verdicts.map(({ name, median, verdict }) => [name, { median, verdict }]));
    for (const { name, seconds, median, samples } of verdicts.filter(({ slower }) => slower)) {
        ctx.logger.warning(`${(0,lib_text/* escapeInvisible */.ts)(name)} took ${(0,format/* durationText */.S5)(seconds)}; on the default branch it takes ${(0,format/* durationText */.S5)(median)} (median of ${samples}). Check this change; if everything is slower, suspect the runner.`, 'Slower than the default branch');
    }
    // During an outage post would only repeat the warning, and one sample without the earlier ones is of no use.
    const evaluation = (0,baseline/* measureEvaluation */.Ny)(run.records.steps);
    if ((0,trust_event/* isBaselineRun */.Tc)(event) && !run.outage.hasLosses)
        await deferBaseline((0,baseline/* extend */.X$)(history, [...evaluation, ...measured]), ctx.folder);
}
/** Uploads the samples that main saved, in post, which only the default branch does. Never throws. */
async function uploadBaseline(env, ctx) {
    const cache = (0,client/* openActionsCache */.C3)({ env, folder: ctx.folder, cancel: ctx.cancel });
    const saved = await saveBaseline(cache, keysOf(env), ctx.folder);
    if (saved?.isTrouble)
        ctx.logger.warning(saved.message, 'Baseline');
    else if (saved)
        ctx.logger.info(saved.message);
}


/***/ }),

/***/ 7337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jm: () => (/* binding */ timesPrefix),
/* harmony export */   Nk: () => (/* binding */ restoreTimes),
/* harmony export */   TY: () => (/* binding */ deferTimes),
/* harmony export */   VM: () => (/* binding */ measuredTimes),
/* harmony export */   Vs: () => (/* binding */ timeId),
/* harmony export */   kM: () => (/* binding */ uploadTimes)
/* harmony export */ });
/* unused harmony exports movedTimes, timesText, readTimes */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
/* harmony import */ var _caches_actions_cache_client_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6544);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(177);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(292);
/* harmony import */ var _model_report_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3938);








const NAME = 'nix-ci-times.json';
const MAX_FILE_BYTES = 1 << 20;
const MAX_TIMES = 10_000;
const MAX_SECONDS = 1e6;
/** A time is recorded anew when it has moved by more than this share. */
const MAX_DRIFT = 0.25;
/** Other jobs of the same matrix may save at the same moment. */
const MAX_TRIES = 6;
/** Milliseconds in which another job that has read the times before us saves them without ours. */
const SETTLE_MS = 1000;
/** The key of an item in {@link Times}: a digest, because the file holds no names. */
function timeId(system, { step, attribute }) {
    const text = JSON.stringify([system, step, attribute]);
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, 32);
}
/** What the items of a row took, as far as they were built. Pure. */
function measuredTimes(system, steps, records) {
    const times = new Map();
    for (const { name, items = [] } of steps) {
        const record = records.find(it => it.name === name);
        if (!record || items.length === 0)
            continue;
        const { checks, status, counts, seconds } = record;
        const isBuilt = status === 'success' && (counts?.built ?? 0) > 0;
        for (const item of items) {
            const check = checks?.find(it => it.name === item.attribute);
            const took = checks
                ? check?.status === 'built'
                    ? (0,_model_report_js__WEBPACK_IMPORTED_MODULE_6__/* .checkSeconds */ .Yx)(check)
                    : undefined
                : isBuilt
                    ? seconds / items.length
                    : undefined;
            if (took !== undefined)
                times.set(timeId(system, item), (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_5__/* .round */ .LI)(took));
        }
    }
    return times;
}
/** The times with the measured ones; undefined if none of these has moved. Pure. */
function movedTimes(known, measured) {
    const isMoved = ([id, seconds]) => {
        const before = known.get(id);
        return before === undefined || Math.abs(seconds - before) > before * MAX_DRIFT;
    };
    const moved = [...measured].filter(isMoved);
    if (moved.length === 0)
        return undefined;
    const next = new Map(known);
    for (const [id, seconds] of moved) {
        next.delete(id);
        next.set(id, seconds);
    }
    return new Map([...next].slice(-MAX_TIMES));
}
function timesText(times) {
    return JSON.stringify({ schema: 1, seconds: Object.fromEntries(times) });
}
/** Reads such a file, which is untrusted; undefined if it is not one. */
function readTimes(text) {
    if (text.length > MAX_FILE_BYTES)
        return undefined;
    const json = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .parseJson */ .qF)(text);
    const entries = Object.entries((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .asMap */ .$H)(json?.seconds) ?? {});
    const isTime = ([id, seconds]) => /^[0-9a-f]{32}$/.test(id) &&
        typeof seconds === 'number' &&
        seconds >= 0 &&
        seconds <= MAX_SECONDS;
    if (json?.schema !== 1 || entries.length > MAX_TIMES || !entries.every(isTime))
        return undefined;
    return new Map(entries);
}
/** The prefix of the keys of a plan's times. @param plan as in a row */
function timesPrefix(plan) {
    return `nix-ci-times-1-${plan.split('-')[0]}-`;
}
/** The newest times; empty if there are none. Never throws. */
async function restoreTimes(cache, prefix, folder) {
    const own = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'times-'));
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(own, NAME);
    try {
        // No entry has the prefix alone as its key.
        const request = { file, key: prefix, restoreKeys: [prefix], limit: MAX_FILE_BYTES };
        const found = await cache.restore(request);
        if (found.kind === 'hit')
            return { times: readTimes(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8')) ?? new Map() };
        return { times: new Map(), ...((0,_caches_actions_cache_client_js__WEBPACK_IMPORTED_MODULE_4__/* .isCacheTrouble */ .Ep)(found) ? { trouble: found.message } : {}) };
    }
    catch (error) {
        return { times: new Map(), trouble: String(error) };
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(own, { recursive: true, force: true }).catch(() => { });
    }
}
/** Saves the times of this job in its private directory, for post to upload. */
async function deferTimes(times, folder) {
    if (times.size > 0)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, NAME), timesText(times), { mode: 0o600 });
}
/**
 * Merges the times of this job into the newest ones and uploads them, in post. The jobs of a matrix do this side by side, so
 * what was uploaded is read again, and once more after a while, until it has these. Never throws.
 * @param settleMs default {@link SETTLE_MS}
 * @returns a sentence for the log; undefined if there is nothing to save
 */
async function uploadTimes(cache, prefix, env, folder, settleMs = SETTLE_MS) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, NAME);
    const stat = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path).catch(() => undefined);
    if (!stat?.isFile() || stat.size > MAX_FILE_BYTES)
        return undefined;
    const measured = readTimes(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8'));
    if (!measured)
        return undefined;
    const run = [env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT].map(it => it?.replace(/\D/g, '') || '0');
    const who = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update([...measured.keys()].join())
        .digest('hex')
        .slice(0, 8);
    let message;
    let isSettled = true;
    for (let count = 1; count <= MAX_TRIES; count++) {
        const { times, trouble } = await restoreTimes(cache, prefix, folder);
        const next = trouble === undefined ? movedTimes(times, measured) : undefined;
        if (!next) {
            if (isSettled || trouble !== undefined)
                return trouble ?? message;
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(settleMs);
            isSettled = true;
            continue;
        }
        const own = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'times-')), NAME);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(own, timesText(next), { flag: 'wx' });
        const key = `${prefix}${run.join('-')}-${who}-${count}`;
        const saved = await cache.save({ file: own, key, limit: MAX_FILE_BYTES });
        message = saved.message;
        isSettled = false;
        if (saved.kind !== 'saved' && saved.kind !== 'exists')
            return message;
    }
    return message;
}


/***/ }),

/***/ 7936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lu: () => (/* binding */ readHistory),
/* harmony export */   Ny: () => (/* binding */ measureEvaluation),
/* harmony export */   P6: () => (/* binding */ unbuiltSeconds),
/* harmony export */   UD: () => (/* binding */ compare),
/* harmony export */   X$: () => (/* binding */ extend),
/* harmony export */   u_: () => (/* binding */ historyText),
/* harmony export */   xP: () => (/* binding */ measure)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(177);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(292);
/* harmony import */ var _model_evaluation_id_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4286);
/* harmony import */ var _model_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3938);
/* harmony import */ var _model_step_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1710);






/** Samples kept per step or check. */
const MAX_SAMPLES = 10;
/** Fewer samples give no verdict. */
const MIN_SAMPLES = 3;
/** Steps and checks in the history. */
const MAX_ENTRIES = 3000;
/** Characters of the file. */
const MAX_FILE_LENGTH = 1 << 20;
/** The largest plausible value of a sample, for seconds and for store paths. */
const MAX_SAMPLE_VALUE = 1e7;
/**
 * What can be compared of a run: steps that succeeded on the first attempt, and checks that were built. A step that
 * built nothing because everything was cached is left out.
 */
function measure(steps) {
    const seen = new Map();
    const one = (kind, path, seconds, built) => {
        const text = JSON.stringify([kind, ...path]);
        const nth = (seen.get(text) ?? 0) + 1;
        seen.set(text, nth);
        const id = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${text}${nth}`).digest('hex').slice(0, 32);
        return { kind, name: path.at(-1) ?? '', id, seconds, built };
    };
    return steps.flatMap(step => {
        const checks = (step.checks ?? [])
            .filter(({ status }) => status === 'built')
            .map(check => one('check', [step.name, check.name], (0,_model_report_js__WEBPACK_IMPORTED_MODULE_4__/* .checkSeconds */ .Yx)(check), 1));
        const built = step.counts?.built ?? checks.length;
        const whole = one(step.kind, [step.name], step.seconds, built);
        return isComparable(step) ? [whole, ...checks] : checks;
    });
}
/** How long the checks of each step took to evaluate, each and all together, as far as that is known. */
function measureEvaluation(steps) {
    return steps.flatMap(({ name: step, checks = [] }) => {
        const known = checks.filter(({ evalSeconds }) => evalSeconds > 0);
        if (known.length === 0)
            return [];
        const total = known.reduce((sum, { evalSeconds }) => sum + evalSeconds, 0);
        const each = known.map(it => ({ id: (0,_model_evaluation_id_js__WEBPACK_IMPORTED_MODULE_2__/* .evaluationId */ .g)(step, it.name), seconds: it.evalSeconds }));
        return [...each, { id: (0,_model_evaluation_id_js__WEBPACK_IMPORTED_MODULE_2__/* .evaluationId */ .g)(step), seconds: total }].map(it => ({ ...it, built: 0 }));
    });
}
/**
 * The fewest seconds, by id, of what built nothing: the evaluation of checks, and steps. The first check that a process
 * evaluates takes longer, because of what all need; in another run another one may be the first.
 */
function unbuiltSeconds(history) {
    const all = [...history].filter(([, samples]) => samples.every(([, built]) => built === 0));
    return new Map(all.map(([id, samples]) => [id, Math.min(...samples.map(([it]) => it))]));
}
function isComparable({ kind, status, attempts, counts, checks }) {
    if (status !== 'success' || attempts !== 1)
        return false;
    const built = counts?.built ?? checks?.filter(it => it.status === 'built').length;
    return !((0,_model_step_js__WEBPACK_IMPORTED_MODULE_3__/* .isBuild */ .Tc)({ kind }) && built === 0);
}
/**
 * A verdict for each measurement with enough samples. Samples that built fewer paths, because more was cached, do not
 * count.
 */
function compare(history, measured) {
    return measured.flatMap(({ name, id, seconds, built }) => {
        const comparable = (history.get(id) ?? []).filter(sample => sample[1] >= built);
        if (comparable.length < MIN_SAMPLES)
            return [];
        const times = comparable.map(sample => sample[0]);
        const median = medianOf(times);
        const spread = 3 * medianOf(times.map(time => Math.abs(time - median)));
        const slower = seconds > Math.max(1.25 * median, median + 10, median + spread);
        const faster = seconds < Math.min(median / 1.25, median - 10, median - spread);
        const verdict = slower ? 'slower' : faster ? 'faster' : 'usual';
        return [{ name, seconds, median, samples: times.length, verdict, slower }];
    });
}
/** The history with the samples of one more run. If it gets too long, the least recently measured entries are dropped. */
function extend(history, measured) {
    const next = new Map(history);
    for (const { id, seconds, built } of measured) {
        const samples = [...(next.get(id) ?? []), [(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_1__/* .round */ .LI)(seconds), built]].filter(isSample);
        next.delete(id);
        if (samples.length > 0)
            next.set(id, samples.slice(-MAX_SAMPLES));
    }
    return new Map([...next].slice(-MAX_ENTRIES));
}
/** The history as a file. It contains no names. */
function historyText(history) {
    return JSON.stringify({ schema: 1, samples: Object.fromEntries(history) });
}
/**
 * Reads such a file, which is untrusted: only numbers within their bounds are accepted.
 * @returns undefined if it is not a history
 */
function readHistory(text) {
    if (text.length > MAX_FILE_LENGTH)
        return undefined;
    const json = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseJson */ .qF)(text) ?? {};
    const samples = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asMap */ .$H)(json.samples);
    if (json.schema !== 1 || !samples)
        return undefined;
    const entries = Object.entries(samples);
    const isValid = entries.every(([id, list]) => /^[0-9a-f]{32}$/.test(id) && Array.isArray(list) && list.every(isSample));
    if (!isValid || entries.length > MAX_ENTRIES)
        return undefined;
    return new Map(entries.map(([id, list]) => [id, list.slice(-MAX_SAMPLES)]));
}
function isSample(value) {
    if (!Array.isArray(value) || value.length !== 2)
        return false;
    return value.every(it => typeof it === 'number' && it >= 0 && it <= MAX_SAMPLE_VALUE);
}
function medianOf(numbers) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const middle = sorted.length >> 1;
    const upper = sorted[middle] ?? 0;
    return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}


/***/ }),

/***/ 4069:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ headOf),
/* harmony export */   k: () => (/* binding */ headFacts)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_git_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7559);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4869);
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(813);





const GIT_TIMEOUT_S = 10;
/**
 * Reads what is checked out. Treats the directories as untrusted: runs nothing in them. Throws only if the scratch
 * directory is not writable.
 * @param folders the directories of the project and of the steps
 */
async function headFacts(folders, event, options) {
    return withGit(options, async (git) => {
        const checkouts = await Promise.all([...new Set(folders)].map(it => readCheckout(it, git)));
        if (!checkouts.some(it => needsTips(it, event)))
            return checkouts;
        const tips = await branchTips(options, git);
        return checkouts.map(it => (needsTips(it, event) ? withTips(it, tips) : it));
    });
}
/**
 * The checked-out commit of one directory.
 * @returns the commit, or why it is unknown
 */
async function headOf(folder, options) {
    return withGit(options, git => readCheckout(folder, git));
}
async function withGit({ env, workspace, scratch, cancel, deadline = GIT_TIMEOUT_S }, body) {
    const emptyFolder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, 'empty-'));
    try {
        return await body({ env, workspace, emptyFolder, cancel, timeout: deadline });
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(emptyFolder, { recursive: true, force: true });
    }
}
async function readCheckout(folder, options) {
    const unknown = { folder, commit: undefined, isTip: undefined };
    const answer = await (0,_host_git_js__WEBPACK_IMPORTED_MODULE_2__/* .askRepository */ .g)(folder, ['rev-parse', '--absolute-git-dir', 'HEAD'], options);
    if ('trouble' in answer)
        return { ...unknown, ...answer };
    if (answer.code !== 0)
        return { ...unknown, trouble: gitProblem(answer.stderr, folder) };
    const [gitFolder = '', head] = answer.stdout.trimEnd().split('\n');
    // A repository cannot contain a directory of this name: git does not check it out.
    if (!gitFolder.split('/').includes('.git')) {
        return {
            ...unknown,
            trouble: `its repository is ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_3__/* .toOneLine */ .GX)(gitFolder)}, which is not a .git directory`,
        };
    }
    const commit = (0,_event_js__WEBPACK_IMPORTED_MODULE_4__/* .sha */ .hW)(head);
    return commit ? { ...unknown, commit } : { ...unknown, trouble: 'its HEAD is not a commit' };
}
function gitProblem(stderr, folder) {
    if (stderr.includes('not a git repository'))
        return 'not a git repository';
    if (stderr.includes('dubious ownership')) {
        return `git refuses a repository owned by another user; allow it with git config --global --add safe.directory ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_3__/* .toOneLine */ .GX)(folder)}`;
    }
    return `git: ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_3__/* .toOneLine */ .GX)(stderr)}`;
}
/** The trust decision for a pull request from a fork does not need them. */
function needsTips({ commit }, event) {
    const isSettled = event.name === 'pull_request' && event.pull?.origin !== 'same';
    return commit !== undefined && !(0,_event_js__WEBPACK_IMPORTED_MODULE_4__/* .ownCommits */ .Jx)(event).includes(commit) && !isSettled;
}
async function branchTips({ env, token }, options) {
    const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '' } = env;
    const address = `${server.replace(/\/+$/, '')}/${repository}`;
    const isAddress = /^(https?|file):\/\//.test(address) && /^[\w.-]+\/[\w.-]+$/.test(repository);
    if (!isAddress || !URL.canParse(address)) {
        return { trouble: 'GITHUB_SERVER_URL and GITHUB_REPOSITORY do not name a repository' };
    }
    const answer = await (0,_host_git_js__WEBPACK_IMPORTED_MODULE_2__/* .listHeads */ .Y)(new URL(address), token, options);
    if ('trouble' in answer)
        return answer;
    if (answer.code !== 0)
        return { trouble: `git ls-remote: ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_3__/* .toOneLine */ .GX)(answer.stderr)}` };
    const heads = answer.stdout.split('\n').map(line => /^([0-9a-f]+)\trefs\/heads\//.exec(line)?.[1]);
    return new Set(heads.filter(head => head !== undefined));
}
function withTips(checkout, tips) {
    if ('trouble' in tips) {
        return { ...checkout, trouble: `cannot list the repository's branches: ${tips.trouble}` };
    }
    return { ...checkout, isTip: tips.has(checkout.commit ?? '') };
}


/***/ }),

/***/ 3846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E5: () => (/* binding */ PUSH_POLICIES),
/* harmony export */   J4: () => (/* binding */ decideTrust),
/* harmony export */   xD: () => (/* binding */ dependsOnHead)
/* harmony export */ });
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(873);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4869);
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(813);



const PUSH_POLICIES = ['auto', 'default-branch', 'never'];
/** Triggered by people with write access, on the repository's own code. */
const TRUSTED_EVENTS = [
    'push',
    'schedule',
    'workflow_dispatch',
    'merge_group',
    'release',
    'repository_dispatch',
];
/** Run with the repository's secrets, even for a fork's pull request. */
const PRIVILEGED_EVENTS = ['pull_request_target', 'workflow_run'];
const LISTED_EVENTS = [...TRUSTED_EVENTS, ...PRIVILEGED_EVENTS, 'pull_request'];
/** Events of a triggering run whose origin a workflow_run proves. */
const FOLLOWED_EVENTS = [...TRUSTED_EVENTS, 'pull_request', 'pull_request_target'];
const DEFAULT_BRANCH_EVENTS = ['push', 'schedule', 'workflow_dispatch'];
/** The first rule that refuses gives the reason. */
const RULES = [
    foreignHead,
    foreignCheckout,
    unlistedEvent,
    unknownRepository,
    forkPullRequest,
    dependabot,
    neverPush,
    otherUpstream,
    otherBranch,
    noCredential,
    unprovenCommit,
];
/** Decides whether a run may push to Cachix, from the event, the checkout and the inputs. */
function decideTrust(input) {
    const mayUseCredentials = allowsCredentials(input);
    for (const rule of RULES) {
        const refusal = rule(input);
        if (refusal)
            return { trusted: false, mayUseCredentials, ...refusal };
    }
    const { event, cachixName } = input;
    const reason = `This is ${nameOf(event)} in ${repositoryName(event)} on the repository's own commit, so it may push to ${cachixName}.`;
    return { trusted: true, reason, level: 'info', mayUseCredentials };
}
/** Pure: whether the decision depends on the checkout; without a credential, only if the run may have secrets. */
function dependsOnHead({ event, hasCredential, }) {
    return (hasCredential || PRIVILEGED_EVENTS.includes(event.name) || !LISTED_EVENTS.includes(event.name));
}
/** Unknown events run with secrets too, so foreign code gets no credentials there either. */
function allowsCredentials({ event, head }) {
    if (PRIVILEGED_EVENTS.includes(event.name)) {
        return originOf(event) === 'same' && head.length > 0 && head.every(it => isOurs(it, event));
    }
    return LISTED_EVENTS.includes(event.name) || !head.some(it => isForeign(it, event));
}
function foreignHead({ event, head, hasCredential }) {
    if (!PRIVILEGED_EVENTS.includes(event.name) || originOf(event) === 'same')
        return undefined;
    const isDanger = hasCredential || head.some(it => isForeign(it, event));
    return {
        reason: `${event.name} runs with this repository's secrets, but ${SUBJECT[event.name]} ${FROM[originOf(event)]}, so nothing is pushed and no credentials are used.`,
        level: isDanger ? 'warning' : 'notice',
        hint: 'Run untrusted code in a pull_request workflow, which has no secrets.',
    };
}
const SUBJECT = {
    pull_request_target: 'the pull request',
    workflow_run: 'the triggering run',
};
const FROM = {
    same: 'comes from this repository',
    fork: 'comes from a fork',
    deleted: 'comes from a deleted repository',
    unknown: 'may come from a fork',
};
function foreignCheckout({ event, head }) {
    const privileged = PRIVILEGED_EVENTS.includes(event.name);
    const foreign = head.find(it => (privileged ? !isOurs(it, event) : isForeign(it, event)));
    if (LISTED_EVENTS.includes(event.name) && !privileged)
        return undefined;
    if (!foreign && !(privileged && head.length === 0))
        return undefined;
    return {
        reason: `${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(event.name)} runs with this repository's secrets, but ${describeCheckout(foreign)}, so nothing is pushed and no credentials are used.`,
        level: 'warning',
        hint: 'Check out a commit of this repository, or use pull_request, which has no secrets.',
    };
}
function unlistedEvent({ event }) {
    const inner = event.workflowRun?.event;
    if (inner !== undefined && !FOLLOWED_EVENTS.includes(inner)) {
        const reason = `The triggering run was started by ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(inner)}, which anyone can trigger, so nothing is pushed.`;
        return { reason, level: 'notice' };
    }
    if (LISTED_EVENTS.includes(event.name))
        return undefined;
    const reason = `Anyone can trigger ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(event.name) || 'an event without a name'}, so nothing is pushed.`;
    return { reason, level: 'notice' };
}
function unknownRepository({ event, hasCredential }) {
    if (event.repository)
        return undefined;
    return {
        reason: 'The event does not say which repository this is, so nothing is pushed.',
        level: hasCredential ? 'warning' : 'notice',
        hint: 'GITHUB_EVENT_PATH must point to the event payload written by GitHub.',
    };
}
function forkPullRequest({ event }) {
    if (!event.pull || event.pull.origin === 'same')
        return undefined;
    const reason = `The pull request ${FROM[event.pull.origin]}, so caches are read and nothing is pushed.`;
    return { reason, level: 'notice' };
}
function dependabot({ event }) {
    if (event.pull && event.pull.author === undefined) {
        const reason = 'The event does not name the author of the pull request, so nothing is pushed.';
        return { reason, level: 'notice' };
    }
    if (!(0,_event_js__WEBPACK_IMPORTED_MODULE_1__/* .isDependabot */ .DS)(event))
        return undefined;
    return { reason: 'This change is from Dependabot, so nothing is pushed.', level: 'notice' };
}
function neverPush({ push }) {
    return push === 'never'
        ? { reason: 'push is set to never, so nothing is pushed.', level: 'info' }
        : undefined;
}
function otherUpstream({ event, upstream, hasCredential }) {
    if (upstream === '' || (0,_event_js__WEBPACK_IMPORTED_MODULE_1__/* .isSame */ .Ft)(asIdentity(upstream), event.repository))
        return undefined;
    const reason = `Only ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(upstream)} may push (input upstream), but this is ${repositoryName(event)}, so nothing is pushed.`;
    if (event.repository?.fork)
        return { reason, level: 'notice' };
    return {
        reason,
        level: hasCredential ? 'warning' : 'notice',
        hint: `This repository is not a fork. If it was renamed, set upstream to ${repositoryName(event)}, or to its id ${event.repository?.id ?? ''}, which survives renames.`,
    };
}
function otherBranch({ event, push }) {
    if (push !== 'default-branch')
        return undefined;
    const branch = event.repository?.defaultBranch;
    const isOnIt = branch !== undefined && event.ref === `refs/heads/${branch}`;
    if (isOnIt && DEFAULT_BRANCH_EVENTS.includes(event.name))
        return undefined;
    const showsRef = DEFAULT_BRANCH_EVENTS.includes(event.name) && event.ref !== undefined;
    const ref = showsRef ? ` (${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(event.ref)})` : '';
    const reason = `push is set to default-branch (${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(branch ?? 'unknown')}), but this is ${nameOf(event)}${ref}, so nothing is pushed.`;
    return { reason, level: 'info' };
}
function noCredential({ event, hasCredential, cachixName }) {
    if (hasCredential && cachixName !== '')
        return undefined;
    const isFork = event.repository?.fork ?? false;
    if (hasCredential) {
        return {
            reason: 'A Cachix credential is set but cachix-name is not, so nothing is pushed.',
            level: isFork ? 'notice' : 'warning',
            hint: 'Set cachix-name to the cache that the credential belongs to.',
        };
    }
    if (cachixName === '') {
        const reason = 'cachix-name is not set, so there is no cache to push to.';
        return { reason, level: 'notice' };
    }
    return {
        reason: `Neither cachix-auth-token nor cachix-signing-key is set, so nothing is pushed to ${cachixName}.`,
        level: isFork || !TRUSTED_EVENTS.includes(event.name) ? 'notice' : 'warning',
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_2__/* .defined */ .s)({
            hint: isFork
                ? undefined
                : 'Check that the secret the workflow uses exists and that this workflow may read it.',
        }),
    };
}
/** A foreign commit is intended (a notice); an unknown one is a problem that would silently stop pushing (a warning). */
function unprovenCommit({ event, head }) {
    const foreign = head.find(it => !isOurs(it, event));
    if (!foreign && head.length > 0)
        return undefined;
    const reason = `Nothing is pushed, because ${describeCheckout(foreign)}.`;
    if (foreign && isForeign(foreign, event))
        return { reason, level: 'notice' };
    return {
        reason,
        level: 'warning',
        hint: "Pushing requires this repository's own commit, as checked out by actions/checkout.",
    };
}
function originOf({ pull, workflowRun }) {
    return pull?.origin ?? workflowRun?.origin ?? 'unknown';
}
function isOurs({ commit, isTip }, event) {
    return commit !== undefined && (isTip === true || (0,_event_js__WEBPACK_IMPORTED_MODULE_1__/* .ownCommits */ .Jx)(event).includes(commit));
}
/** Whether it is proven not to be ours, as opposed to unproven. */
function isForeign(checkout, event) {
    return checkout.isTip === false && !isOurs(checkout, event);
}
function describeCheckout(checkout) {
    if (!checkout)
        return 'it is unknown what is checked out';
    const { folder, commit, trouble } = checkout;
    const place = (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(folder);
    if (commit === undefined) {
        return `the commit checked out in ${place} is unknown (${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(trouble ?? 'no answer')})`;
    }
    const cause = trouble ? ` (${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(trouble, 300)})` : '';
    return `commit ${commit.slice(0, 12)}, checked out in ${place}, is not known to be this repository's: it is neither the event's commit nor the tip of a branch${cause}`;
}
function asIdentity(upstream) {
    return /^\d+$/.test(upstream)
        ? { id: Number(upstream), fullName: undefined }
        : { id: undefined, fullName: upstream };
}
function repositoryName({ repository }) {
    return (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(repository?.fullName ?? `repository ${repository?.id ?? ''}`);
}
/** An event, as part of a sentence. */
function nameOf({ name }) {
    return name === 'pull_request' || name === 'pull_request_target'
        ? `a pull request (${name})`
        : `a run on ${name}`;
}


/***/ }),

/***/ 4691:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ determineTrust)
/* harmony export */ });
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4069);
/* harmony import */ var _decide_trust_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3846);
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(813);



/**
 * Decides on trust from the event payload and the checkout on this machine.
 * @param folders all directories that steps work in
 * @param token lists the branches of a private repository; may be empty
 */
async function determineTrust(options, folders, env, token, ctx) {
    const event = await (0,_event_js__WEBPACK_IMPORTED_MODULE_2__/* .eventOfRun */ .fg)(env);
    const input = { event, ...options };
    const machine = {
        env: ctx.env,
        workspace: env.GITHUB_WORKSPACE ?? process.cwd(),
        scratch: ctx.folder,
        token,
        cancel: ctx.cancel,
    };
    const head = (0,_decide_trust_js__WEBPACK_IMPORTED_MODULE_1__/* .dependsOnHead */ .xD)(input) ? await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_0__/* .headFacts */ .k)(folders, event, machine) : [];
    const decision = (0,_decide_trust_js__WEBPACK_IMPORTED_MODULE_1__/* .decideTrust */ .J4)({ ...input, head });
    // Without a Cachix cache, no notice that nothing is pushed to it, but the warning about untrusted code in a run with
    // secrets.
    const isQuiet = options.cachixName === '' && decision.mayUseCredentials;
    return { event, decision: isQuiet ? { ...decision, level: 'info' } : decision };
}


/***/ })

};
