export const id = 507;
export const ids = [507];
export const modules = {

/***/ 5378:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ep: () => (/* binding */ isCacheTrouble),
  uD: () => (/* binding */ isOutage),
  C3: () => (/* binding */ openActionsCache),
  OB: () => (/* binding */ whyNot)
});

// UNUSED EXPORTS: mayWrite

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/runner/environment.js
var environment = __webpack_require__(9294);
;// CONCATENATED MODULE: ./build/caches/actions-cache/answers.js

/** Interprets the result of a restore: the toolkit returns nothing both for a miss and for a failure. */
function judgeRestore({ value, error, lines }, requested) {
    if (error !== undefined)
        return broken(error);
    if (value === undefined || value === null) {
        const failure = lastMatch(lines, /^Failed to restore: (.*)/);
        if (failure !== undefined)
            return refusalOf(failure) ?? broken(failure);
        return { kind: 'miss', message: "GitHub's cache has no entry for this run." };
    }
    const key = String(value);
    const fits = [requested.key, ...requested.restoreKeys].some(it => key.startsWith(it));
    return fits && /^[\x20-\x7e]{1,512}$/.test(key)
        ? { kind: 'hit', key }
        : broken(`it returned a key that was not requested (${key})`);
}
/** Interprets the result of a save: the toolkit blames "another job" for any failed reservation. */
function judgeSave({ value, error, lines }) {
    if (typeof value === 'number' && value >= 0)
        return { kind: 'saved' };
    const detail = error ??
        lastMatch(lines, /^Failed to reserve cache: (?:Error: )?(.*)/) ??
        lastMatch(lines, /^Failed to save: (.*)/) ??
        lines.map(plain).find(line => /^::warning|^::error/.test(line)) ??
        '';
    if (lines.some(line => line.includes('cache write denied:')))
        return {
            kind: 'read-only',
            message: "GitHub's cache is read-only for this run; nothing is saved.",
        };
    if (/\(409\)|already exists/.test(detail))
        return { kind: 'exists', message: "Another job already saved this entry to GitHub's cache." };
    if (/\(413\)|too large|exceeds|over the .* limit/i.test(detail))
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
function refusalOf(detail) {
    const refused = (what) => ({
        kind: 'refused',
        message: `GitHub's cache ${what}`,
    });
    if (detail.includes('cache read denied:'))
        return refused('does not allow this run to read.');
    if (/Rate limited|\(429\)/.test(detail))
        return refused('received too many requests from this repository within a minute (429).');
    if (/storage quota has been hit/.test(detail))
        return refused("is full: the repository's storage quota is used up.");
    if (/\((401|403)\)/.test(detail))
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
    const line = (0,lib_text/* toOneLine */.GX)(text, 240) || 'no reason given';
    return /[.!?…]$/.test(line) ? line : `${line}.`;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: ./build/host/process/lines.js
var process_lines = __webpack_require__(5222);
// EXTERNAL MODULE: ./build/caches/actions-cache/protocol.js
var protocol = __webpack_require__(4241);
;// CONCATENATED MODULE: ./build/caches/actions-cache/call.js




/** Lines of the toolkit's output that are kept. */
const MAX_LINES = 1000;
/** Seconds in which the process must start. */
const START_TIMEOUT_S = 60;
/** Milliseconds between checks of the limits. */
const CHECK_INTERVAL_MS = 100;
/**
 * Runs one call of `@actions/cache` in a separate process: it can be stopped at any moment, nothing that it prints
 * reaches the runner, and its token is in no environment. Never throws.
 * @param entry the script that serves such calls if its argument is {@link ROLE}
 * @param env of the process, without credentials
 */
async function callChild(request, entry, env, limits) {
    const child = (0,external_node_child_process_.spawn)(process.execPath, [entry, protocol/* ROLE */.z], {
        cwd: `${request.folder}/work`,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const lines = [];
    const splitter = new process_lines/* LineSplitter */.g(line => {
        if (lines.length < MAX_LINES && !/^(Sent|Received) \d/.test(line))
            lines.push(line);
    }, 4096);
    let stderr = '';
    child.stdout?.on('data', (chunk) => splitter.write(chunk));
    child.stderr?.on('data', (chunk) => {
        if (stderr.length < 2000)
            stderr += chunk;
    });
    const closed = (0,external_node_events_.once)(child, 'close').catch(error => {
        stderr = String(error);
    });
    let report;
    const exceeded = await watch(child, request, limits, it => {
        report = it;
    });
    if (exceeded)
        killGroup(child);
    await closed;
    splitter.end();
    if (exceeded)
        return { how: exceeded };
    return report ? { how: 'reported', report, lines } : { how: 'died', stderr };
}
/** Waits until the child exits or exceeds a limit. */
function watch(child, request, { stall, total, archive, cancel }, onReport) {
    return new Promise(resolve => {
        const startedAt = performance.now();
        let progressedAt = startedAt;
        let moved = -1;
        let tooBig = false;
        const check = () => {
            const now = performance.now();
            if (cancel?.aborted)
                end('cancelled');
            else if (tooBig)
                end('too-big');
            else if (now - progressedAt > (moved < 0 ? START_TIMEOUT_S : stall) * 1000)
                end('stalled');
            else if (now - startedAt > total * 1000)
                end('slow');
        };
        const timer = setInterval(check, CHECK_INTERVAL_MS);
        const end = (how) => {
            clearInterval(timer);
            resolve(how);
        };
        child.on('message', (report) => {
            if (!('moved' in report))
                return onReport(report);
            if (report.moved !== moved)
                progressedAt = performance.now();
            moved = report.moved;
            tooBig = report.archive > archive;
        });
        child.once('error', () => end());
        // Its children may hold the pipes open.
        child.once('exit', () => {
            killGroup(child);
            end();
        });
        // If it could not be started, 'error' is emitted.
        if (child.connected)
            child.send(request, () => { });
    });
}
/** Kills the process with its tar and zstd. */
function killGroup({ pid }) {
    try {
        if (pid !== undefined)
            process.kill(-pid, 'SIGKILL');
    }
    catch {
        // It has already exited.
    }
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
/** The toolkit's rule: an Enterprise Server provides version 1 of the service's protocol, or none. */
function isEnterprise(server) {
    const url = server || 'https://github.com';
    const { hostname } = new URL(URL.canParse(url) ? url : 'https://github.com');
    return hostname !== 'github.com' && !/\.(ghe\.com|localhost)$/.test(hostname);
}

;// CONCATENATED MODULE: ./build/caches/actions-cache/client.js










/** Seconds without a byte, in either direction, after which a call is stopped. */
const CACHE_STALL_S = 30;
/** Seconds that a call may take in all, even while it makes progress. */
const CALL_TIMEOUT_S = 600;
/** Opens GitHub's cache; makes no request yet. */
function openActionsCache(options) {
    return {
        restore: request => restore(request, options).catch(error => broken(String(error))),
        save: request => save(request, options).catch(error => broken(String(error))),
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
async function restore(request, options) {
    const { key, restoreKeys = [], limit, file } = request;
    const service = serviceFor('restore', options.env);
    if ('off' in service)
        return { kind: 'off', message: service.off };
    const ended = await call({ action: 'restore', file, key, restoreKeys, limit }, service, options);
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
        const judgment = judgeRestore({ ...report, lines }, { key, restoreKeys });
        if (judgment.kind === 'read-only' || judgment.kind === 'exists')
            return broken(judgment.message);
        if (judgment.kind !== 'hit')
            return judgment;
        const { size } = await (0,promises_.stat)(file);
        const message = `Restored ${judgment.key} from GitHub's cache (${size} bytes).`;
        return { kind: 'hit', key: judgment.key, exact: judgment.key === key, bytes: size, message };
    }
}
async function save({ file, key, limit }, options) {
    const service = serviceFor('save', options.env);
    if ('off' in service)
        return { kind: service.readOnly ? 'read-only' : 'off', message: service.off };
    const { size } = await (0,promises_.stat)(file);
    if (limit !== undefined && size > limit)
        return tooBig(limit);
    const request = { action: 'save', file, key, restoreKeys: [], limit: size };
    const ended = await call(request, service, options);
    if (ended.how !== 'reported')
        return unfinished(ended, options, size);
    const judgment = judgeSave({ ...ended.report, lines: ended.lines });
    return judgment.kind === 'saved'
        ? { kind: 'saved', message: `Saved ${key} to GitHub's cache (${size} bytes).` }
        : judgment;
}
async function call(wanted, service, options) {
    // The toolkit does not quote the paths that it passes to tar.
    const base = /^[\w./+@%-]+$/.test(options.folder) ? options.folder : (0,external_node_os_.tmpdir)();
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(base, 'actions-cache-'));
    try {
        for (const name of ['bin', 'kept', 'runner', 'work'])
            await (0,promises_.mkdir)((0,external_node_path_.join)(folder, name));
        const name = (0,external_node_path_.basename)(wanted.file);
        if (wanted.action === 'save')
            await lend(wanted.file, (0,external_node_path_.join)(folder, 'work', name));
        const request = { ...wanted, name, folder, variables: service.variables };
        const env = (0,environment/* childEnvironment */.Qc)(options.env);
        return await callChild(request, options.entry ?? process.argv[1] ?? '', env, limits());
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
    function limits() {
        const { stall = CACHE_STALL_S, total = CALL_TIMEOUT_S, cancel } = options;
        // Packing makes incompressible data slightly larger.
        return { stall, total, cancel, archive: wanted.limit * 1.02 + (1 << 20) };
    }
}
/** Makes the file available in the folder, without a copy if possible. */
async function lend(file, to) {
    await (0,promises_.link)(file, to).catch(() => (0,promises_.copyFile)(file, to, external_node_fs_.constants.COPYFILE_FICLONE));
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
/* harmony import */ var _host_http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8447);
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
    async close() {
        this.#token = undefined;
        this.#closed = true;
        await (await this.#http)?.close();
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
        onRetry?.(`${this.host} did not ${call.what}: ${this.#describe(call, error)}`);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(until - performance.now(), undefined, { signal });
    }
    async #ask(call, cancel) {
        const quiet = this.#quietUntil - performance.now();
        if (quiet > 0)
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(quiet, undefined, { signal: cancel });
        const http = await this.http();
        const body = call.json === undefined ? undefined : JSON.stringify(call.json);
        const response = await http.request(`${this.host}/api/v1/${call.path}`, {
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
    #describe(call, error) {
        if (error instanceof SyntaxError)
            return 'its answer is not JSON';
        return this.#hideToken((0,_host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .describeRequestError */ .tM)(error, call.stall ?? this.#options.stall ?? _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .STALL_TIMEOUT_S */ .tJ));
    }
    #failure(call, error, isLate) {
        if (error instanceof _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .PermanentError */ .Dr) {
            const { status, message: reason } = error;
            const message = `${this.host} refused to ${call.what}: ${reason}`;
            return new CachixRefused(message, this.#hint(status), status, reason);
        }
        const late = `no answer within ${call.deadline} s`;
        const detail = error === undefined ? late : this.#describe(call, error);
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
    const { code } = error;
    return !(error instanceof _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .PermanentError */ .Dr ||
        error instanceof _responses_js__WEBPACK_IMPORTED_MODULE_4__/* .UnexpectedAnswer */ .M7 ||
        code === 'UND_ERR_INVALID_ARG');
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
/* harmony import */ var _host_http_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8447);
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
        const http = await this.#caller.http();
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
        return this.#caller.close();
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
// EXTERNAL MODULE: ./build/host/http.js
var http = __webpack_require__(8447);
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
                    onRetry?.(`part ${partNumber} was not stored: ${(0,http/* describeRequestError */.tM)(error, stall)}`);
                    await (0,external_node_timers_promises_.setTimeout)((0,call/* retryWait */.y_)(error, attemptNumber, firstWait) * 1000, undefined, { signal });
                },
            });
            this.#stored.push({ partNumber, eTag });
        }
        catch (error) {
            signal.throwIfAborted();
            if (isOfApi(error))
                throw error;
            throw new errors/* ActionError */.lZ(`part ${partNumber} could not be stored (${partAttempts} attempts): ${(0,http/* describeRequestError */.tM)(error, stall)}`, 'Check https://status.cachix.org and the network of the runner.', { cause: error });
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

/***/ 7556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tr: () => (/* binding */ rootOwnedPlace),
/* harmony export */   eu: () => (/* binding */ removeStoreCache),
/* harmony export */   to: () => (/* binding */ placeStoreCache)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1814);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);



/** The folder in which root keeps the cache of a run; its parent is owned by root too, so that nobody can replace it. */
function rootOwnedPlace(shared) {
    return `/nix/var/${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(shared)}`;
}
const MOVE = 'mv "$1" "$2" && chown -R 0:0 "$2" && chmod -R u=rwX,go=rX "$2"';
/**
 * Moves the unpacked cache to a folder that steps cannot write: with a daemon, one that root owns. In single-user mode, or
 * without root, it stays in the private folder of the run.
 * @returns its folder
 */
async function placeStoreCache(folder, nix, executor, ctx) {
    if (nix.mode !== 'daemon')
        return folder;
    const place = rootOwnedPlace((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(ctx.folder));
    const why = 'protect the store cache from steps';
    try {
        await executor.one({ ...(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_1__/* .root */ .z)(why, '/bin/sh', '-c', MOVE, 'sh', folder, place), isLong: true });
        return place;
    }
    catch (error) {
        ctx.logger.debug(`The store cache stays in ${folder}: ${(0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .formatError */ .Wk)(error)}`);
        return folder;
    }
}
/** Removes the cache in post, even if main has failed. */
async function removeStoreCache(shared, executor) {
    await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_1__/* .root */ .z)('Removing the store cache', 'rm', '-rf', rootOwnedPlace(shared)));
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
// EXTERNAL MODULE: ./build/host/http.js
var host_http = __webpack_require__(8447);
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
    const http = await (0,host_http/* openHttp */.fb)(host_http/* STALL_TIMEOUT_S */.tJ, 5);
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
            : (0,host_http/* describeRequestError */.tM)(error, host_http/* STALL_TIMEOUT_S */.tJ);
        return { kind: 'none', reason };
    }
    finally {
        await http.close();
    }
}
/**
 * Checks that a cache answers for paths.
 * @returns its answer if it rejects all requests
 * @throws the reason of a cancel
 */
async function whyBusy(url, cancel) {
    const signal = AbortSignal.any([cancel, AbortSignal.timeout(PROBE_TIMEOUT_S * 1000)]);
    const http = await (0,host_http/* openHttp */.fb)(host_http/* STALL_TIMEOUT_S */.tJ, 5);
    try {
        const busy = await busyForPaths(http, url, signal);
        cancel.throwIfAborted();
        return busy;
    }
    finally {
        await http.close();
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
        await body.dump();
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
        await cachix.close();
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

/***/ 6093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ST: () => (/* binding */ closedText),
/* harmony export */   Tl: () => (/* binding */ refuseClosed),
/* harmony export */   X4: () => (/* binding */ CLOSED_HINT),
/* harmony export */   YK: () => (/* binding */ accessOf),
/* harmony export */   dp: () => (/* binding */ isAccessible)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1469);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4869);



/** @param mode how to use the path (`fs.constants`) */
async function accessOf(path, mode) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path, mode).then(() => 'ready', ({ code }) => code === 'EACCES' || code === 'EPERM' ? 'closed' : 'missing');
}
function closedText(path) {
    return `Permission denied: the user of this job (uid ${process.getuid?.()}) cannot read ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_2__/* .toOneLine */ .GX)(path, 500)}.`;
}
const CLOSED_HINT = 'Check the owner and mode of the path and of the directories above it; an earlier step may have created it in a container or with sudo.';
/** @throws ActionError if an existing path is not accessible in that mode */
async function refuseClosed(path, mode, who = '') {
    if ((await accessOf(path, mode)) === 'closed')
        throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`${who === '' ? '' : `${who}: `}${closedText(path)}`, CLOSED_HINT);
}
/** @param mode how to use the path (`fs.constants`) */
async function isAccessible(path, mode) {
    return (await accessOf(path, mode)) === 'ready';
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

/***/ 7559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y3: () => (/* binding */ listHeads),
/* harmony export */   gq: () => (/* binding */ askRepository),
/* harmony export */   nI: () => (/* binding */ revParseHead)
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
/** The git directory of the repository around a folder, and the commit of HEAD. Safe for untrusted repositories. */
async function revParseHead(folder, options) {
    return askRepository(folder, ['rev-parse', '--absolute-git-dir', 'HEAD'], options);
}
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

/***/ 8447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ PermanentError),
/* harmony export */   N_: () => (/* binding */ TransientError),
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   fb: () => (/* binding */ openHttp),
/* harmony export */   tJ: () => (/* binding */ STALL_TIMEOUT_S),
/* harmony export */   tM: () => (/* binding */ describeRequestError)
/* harmony export */ });
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(873);

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
/**
 * Creates a pool without opening a connection. Reads the proxies from the environment (http_proxy, https_proxy, no_proxy).
 * @param stall seconds without a byte, in either direction, after which a request fails
 * @param redirects how many to follow
 */
async function openHttp(stall, redirects = 0) {
    // Loaded on demand: it takes a third of the start-up time.
    const { EnvHttpProxyAgent, interceptors, request } = await __webpack_require__.e(/* import() */ 752).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19));
    const options = {
        connect: { timeout: stall * 1000 },
        // No tunnel for http, as in curl: many proxies open tunnels to port 443 only.
        proxyTunnel: false,
    };
    const agent = withoutWarnings(() => new EnvHttpProxyAgent(options));
    const dispatcher = redirects
        ? agent.compose(interceptors.redirect({ maxRedirections: redirects }))
        : agent;
    return {
        request(url, { method = 'GET', headers, body, cancel, stall: ownStall = stall } = {}) {
            return request(url, {
                dispatcher,
                method,
                headersTimeout: ownStall * 1000,
                bodyTimeout: ownStall * 1000,
                // undici takes any iterable; its types know streams only.
                ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ headers, body: body, signal: cancel }),
            });
        },
        close: () => agent.destroy(),
    };
}
/** Suppresses undici's warning that the agent is experimental, which is of no use in the log of a job. */
function withoutWarnings(make) {
    const { emitWarning } = process;
    process.emitWarning = () => { };
    try {
        return make();
    }
    finally {
        process.emitWarning = emitWarning;
    }
}
/** Why a request failed. @param stall its timeout in seconds */
function describeRequestError(error, stall) {
    const { message, code } = error;
    if (/^UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT$/.test(code ?? ''))
        return `no data for ${stall} s`;
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
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _spawn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3138);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2853);



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
    const table = await (0,_table_js__WEBPACK_IMPORTED_MODULE_2__/* .processTable */ .oI)();
    const isTagged = await Promise.all(table.map(async (entry) => {
        if (isRoot(entry))
            return true;
        const environment = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${entry.pid}/environ`, 'latin1').catch(() => '');
        return environment.split('\0').some(isTag);
    }));
    const tagged = table.filter((_, index) => isTagged[index]);
    return descendantsOf(table, tagged, process.pid);
}
/** Processes with their descendants and sessions. Pure. @param self is excluded, and so is its session */
function descendantsOf(table, processes, self) {
    const sessions = new Set(processes.map(({ session }) => session));
    sessions.delete(table.find(({ pid }) => pid === self)?.session ?? 0);
    sessions.delete(0);
    const roots = table.filter(entry => processes.includes(entry) || sessions.has(entry.session));
    const family = new Set(roots.flatMap(({ pid }) => (0,_table_js__WEBPACK_IMPORTED_MODULE_2__/* .withDescendants */ .dz)(table, pid)));
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
            await (0,_spawn_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(20);
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
    const path = findProgram(program, env.PATH ?? DEFAULT_PATH, cwd);
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
function findProgram(program, path, cwd) {
    const found = fileOf(program, path, cwd);
    if (found !== undefined)
        return found;
    throw Object.assign(new Error(`${program} is not on PATH`), { code: 'ENOENT' });
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
  yy: () => (/* reexport */ sleep)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
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
;// CONCATENATED MODULE: ./build/host/process/process-group.js
const POLL_INTERVAL_MS = 20;
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
        // If init of a container does not reap zombies, they stay in the group: the second wait is short.
        for (const [signal, timeout] of [
            ['SIGTERM', 500],
            ['SIGKILL', 100],
        ]) {
            if (!this.#signal(signal))
                return;
            for (let waited = 0; waited < timeout; waited += POLL_INTERVAL_MS) {
                await sleep(POLL_INTERVAL_MS);
                if (!this.#signal(0))
                    return;
            }
        }
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
function sleep(milliseconds) {
    return new Promise(resolve => setTimeout(resolve, milliseconds));
}

;// CONCATENATED MODULE: ./build/host/process/timeouts.js
/** The timers of a process. */
class Timeouts {
    #options;
    #lastOutputAt;
    #timers = [];
    /** @param lastOutputAt milliseconds of the process clock; 0 if there was no output */
    constructor(options, lastOutputAt) {
        this.#options = options;
        this.#lastOutputAt = lastOutputAt;
    }
    /** @param onExpire called once, with the first timeout that is reached */
    start(onExpire) {
        const { time, silence } = this.#options;
        const start = performance.now();
        const expire = (timeout) => {
            this.stop();
            onExpire(timeout);
        };
        if (time)
            this.#later(time.seconds * 1000, () => expire(time));
        if (!silence)
            return;
        const check = () => {
            const quiet = performance.now() - Math.max(start, this.#lastOutputAt());
            const remaining = silence.seconds * 1000 - quiet;
            if (remaining <= 0)
                expire(silence);
            else
                this.#later(remaining, check);
        };
        check();
    }
    stop() {
        for (const timer of this.#timers.splice(0))
            clearTimeout(timer);
    }
    #later(milliseconds, work) {
        // setTimeout takes at most 2^31 - 1; it treats larger values as 1.
        this.#timers.push(setTimeout(work, Math.min(milliseconds, 2 ** 31 - 1)));
    }
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
    await started(child);
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
    const timeouts = new Timeouts(options, () => Math.max(out.at, err.at, options.lastOutputAt?.() ?? 0));
    timeouts.start(timeout => {
        expired = expire(timeout);
    });
    const cancel = () => group.end(CANCEL_TERM_TIMEOUT_S);
    options.cancel?.addEventListener('abort', cancel);
    if (options.cancel?.aborted)
        cancel();
    try {
        const { code, signal } = await exited(child);
        isOver = true;
        // It exited in time, even if its background processes take longer.
        timeouts.stop();
        const expiry = await expired;
        const cancelled = !expiry && (options.cancel?.aborted ?? false);
        await drained(out, err);
        if (!expiry && !cancelled)
            await options.onExit?.();
        await group.terminateRest();
        return { code, signal, timedOut: expiry !== undefined, cancelled, ...(expiry && { expiry }) };
    }
    finally {
        timeouts.stop();
        options.cancel?.removeEventListener('abort', cancel);
        out.stop();
        err.stop();
    }
}
async function inspect({ pid = 0 }, options) {
    const running = options.inspect?.(pid).catch(() => []);
    return (await Promise.race([running, sleep(INSPECT_TIMEOUT_MS)])) ?? [];
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
    const code = await new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
    });
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
        await Promise.race([closed, sleep(DRAIN_MS)]);
        // A timer may fire before output that has arrived is read.
        await (0,promises_.setImmediate)();
    } while (!isClosed &&
        streams.some(({ at }) => at >= checkedAt) &&
        performance.now() - start < MAX_DRAIN_MS);
}
function started(child) {
    return new Promise((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
    });
}
function exited(child) {
    return new Promise(resolve => {
        if (child.exitCode !== null || child.signalCode !== null) {
            resolve({ code: child.exitCode, signal: child.signalCode });
        }
        else {
            child.once('exit', (code, signal) => resolve({ code, signal }));
        }
    });
}


/***/ }),

/***/ 2853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dz: () => (/* binding */ withDescendants),
/* harmony export */   oI: () => (/* binding */ processTable),
/* harmony export */   sw: () => (/* binding */ shortCommand),
/* harmony export */   vU: () => (/* binding */ formatProcessTree)
/* harmony export */ });
/* unused harmony export parsePs */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(177);
/* harmony import */ var _short_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1327);



/** The unit of times in /proc/PID/stat on every architecture. (proc(5), USER_HZ) */
const TICKS_PER_SECOND = 100;
/** The running processes, from /proc or, on macOS, from ps. */
async function processTable() {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)('/proc').catch(() => undefined);
    if (!names)
        return fromPs();
    const uptime = Number.parseFloat(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/proc/uptime', 'utf8').catch(() => '0'));
    const pids = names.filter(name => /^\d+$/.test(name));
    const entries = await Promise.all(pids.map(pid => fromProc(pid, uptime)));
    return entries.filter(entry => entry !== undefined);
}
/** A process and its descendants. */
function withDescendants(table, pid) {
    const self = table.filter(entry => entry.pid === pid);
    const children = table.filter(entry => entry.parent === pid && entry.pid !== pid);
    return [...self, ...children.flatMap(child => withDescendants(table, child.pid))];
}
async function fromProc(pid, uptime) {
    const [stat, command] = await Promise.all(['stat', 'cmdline'].map(file => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${pid}/${file}`, 'utf8').catch(() => '')));
    if (!stat || command === undefined)
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
const EXPECTED_BOOLEAN = 'Expected true or false.';
const SHELLS = model_step/* KINDS */.GW.filter(kind => model_step/* KIND_TRAITS */.Hx[kind].entersShell);
const COMMANDS = model_step/* KINDS */.GW.filter(kind => (0,model_step/* runsProjectCode */.R6)({ kind }));
const NIX = model_step/* KINDS */.GW.filter(kind => kind !== 'run');
/** Every option of a step; the names are the user's. */
const OPTIONS = {
    name: { kinds: model_step/* KINDS */.GW, expected: 'Expected a non-empty string.', read: options_text(name => ({ name })) },
    args: { kinds: NIX, expected: expectedList('--show-trace'), read: words(args => ({ args })) },
    shell: {
        kinds: SHELLS,
        expected: 'Expected a file (nix-shell) or a flake reference such as .#ci (develop).',
        read: options_text(shell => ({ shell })),
    },
    pure: { kinds: SHELLS, expected: EXPECTED_BOOLEAN, read: bool(pure => ({ pure })) },
    keep: {
        kinds: SHELLS,
        expected: expectedList('CI GITHUB_SHA'),
        read: words(keep => (keep.every(isVariable) ? { keep } : undefined)),
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
    timeout: {
        kinds: model_step/* KINDS */.GW,
        expected: EXPECTED_DURATION,
        read: duration(timeout => ({ timeout })),
    },
    silence: {
        kinds: model_step/* KINDS */.GW,
        expected: EXPECTED_DURATION,
        read: duration(silence => ({ silence })),
    },
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
        expected: 'The only valid value is failure.',
        read: options_text(value => (value === 'failure' ? { expectFailure: true } : undefined)),
    },
    'allow-failure': {
        kinds: model_step/* KINDS */.GW,
        expected: EXPECTED_BOOLEAN,
        read: bool(allowFailure => ({ allowFailure })),
    },
    only: {
        kinds: model_step/* KINDS */.GW,
        expected: 'Expected linux, darwin or systems such as x86_64-linux, as a list or on one line.',
        read: words(only => (only.length > 0 && only.every(isPlatform) ? { only } : undefined)),
    },
    if: {
        kinds: model_step/* KINDS */.GW,
        expected: 'Expected true or false, or an expression that gives one of them.',
        // An expression without a value is an empty string, which is false for GitHub.
        read: value => bool(it => ({ if: it }))(value === null || value === '' ? false : value),
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
    credentials: {
        kinds: COMMANDS,
        expected: EXPECTED_BOOLEAN,
        read: bool(credentials => ({ credentials })),
    },
    annotations: {
        kinds: COMMANDS,
        expected: EXPECTED_BOOLEAN,
        read: bool(annotations => ({ annotations })),
    },
    eval: {
        kinds: ['flake-check'],
        expected: 'Expected whole or each.',
        read: options_text(value => value === 'whole' || value === 'each' ? { evalEach: value === 'each' } : undefined),
    },
    'eval-errors': {
        kinds: ['eval'],
        expected: 'The only valid value is allow.',
        read: options_text(value => (value === 'allow' ? { allowEvalErrors: true } : undefined)),
    },
    select: {
        kinds: ['flake-check'],
        expected: expectedList('lint test-*'),
        read: words(select => (select.length > 0 ? { select } : undefined)),
    },
    'all-systems': {
        kinds: ['flake-check'],
        expected: EXPECTED_BOOLEAN,
        read: bool(allSystems => ({ allSystems })),
    },
    realise: {
        kinds: ['flake-check'],
        expected: EXPECTED_BOOLEAN,
        read: bool(realise => ({ realise })),
    },
};
/** The option with that name. */
function optionOf(name) {
    return Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
}
function expectedList(example) {
    return `Expected a list of strings, or one string that is split as a shell would, such as ${example}. Quote numbers, true and false.`;
}
function options_text(use) {
    return value => (typeof value === 'string' && value.trim() !== '' ? use(value) : undefined);
}
function bool(use) {
    return value => {
        if (value === true || value === 'true')
            return use(true);
        if (value === false || value === 'false')
            return use(false);
        return undefined;
    };
}
function duration(use) {
    return options_text(value => {
        const seconds = (0,format/* parseDuration */.E9)(value);
        return seconds === undefined ? undefined : use(seconds);
    });
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
    if (isPlan)
        tell('shard', row.name, 'Expected no shard with plan: true: plan and shard are inputs of different jobs.');
    else if (row.system !== own)
        tell('shard', row.name, `Expected a row for ${own}, the system of this runner, not for ${row.system}. Use runs-on: \${{ matrix.os }}.`);
    else
        return row;
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
/** Other flags that take values, and how many. */
const VALUE_COUNTS = {
    ...{ '--arg': 2, '--argstr': 2, '--arg-from-file': 2, '--arg-from-stdin': 1, '--option': 2 },
    ...{ '-A': 1, '--attr': 1, '-I': 1, '--include': 1, '-E': 1, '--expr': 1, '-f': 1, '--file': 1 },
    ...{ '--override-input': 2, '--override-flake': 2, '--update-input': 1, '--inputs-from': 1 },
    ...{ '--profile': 1, '--redirect': 2, '--eval-store': 1, '--store': 1, '--log-format': 1 },
    ...{
        '--reference-lock-file': 1,
        '--output-lock-file': 1,
        '-j': 1,
        '--max-jobs': 1,
        '--cores': 1,
    },
};
/** Flags of `nix develop` that `nix eval` does not have. */
const SHELL_FLAGS = ['--profile', '--redirect'];
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
            ? (VALUE_COUNTS[flag] ?? 0)
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
    const remaining = [];
    for (let at = 0; at < args.length; at++) {
        const flag = args[at] ?? '';
        const count = VALUE_COUNTS[flag] ?? 0;
        if (!SHELL_FLAGS.includes(flag))
            remaining.push(flag, ...args.slice(at + 1, at + 1 + count));
        at += count;
    }
    return remaining;
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

/***/ 8319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ errorsOfStep),
/* harmony export */   c: () => (/* binding */ mapErrors)
/* harmony export */ });
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(873);

/** Every error of a step, its own first. */
function errorsOfStep(one) {
    const { error, checks = [], failedDependencies = [], otherErrors = [] } = one;
    const parts = [...checks, ...failedDependencies].flatMap(it => it.error ?? []);
    return [...(error ? [error] : []), ...parts, ...otherErrors];
}
/** A step with each of its errors changed. */
function mapErrors(one, change) {
    const changed = (failed) => failed.error ? { ...failed, error: change(failed.error) } : failed;
    const { checks, failedDependencies, otherErrors } = one;
    return {
        ...changed(one),
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({
            checks: checks?.map(changed),
            failedDependencies: failedDependencies?.map(changed),
            otherErrors: otherErrors?.map(change),
        }),
    };
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

/***/ 6285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ failedStep),
/* harmony export */   v: () => (/* binding */ Recorder)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3938);


/** Records the phases and steps of a run as they finish. */
class Recorder {
    startedAt = new Date();
    phases = [];
    steps = [];
    /** Processes that steps left running. */
    leftovers = [];
    /** Something other than a step failed that had to succeed, such as a required push. */
    hasFatal = false;
    /** When main started, in milliseconds of `performance.now()`. */
    origin = performance.now();
    /** Seconds since main started, with three decimals. */
    now() {
        return (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .round */ .LI)((performance.now() - this.origin) / 1000);
    }
    /**
     * Times a phase; one that throws is recorded as a failure.
     * @param statusOf the status of a phase that does not throw; default: success
     */
    async phase(name, work, statusOf = () => 'success') {
        const start = this.now();
        let status = 'failure';
        try {
            const result = await work();
            status = statusOf(result);
            return result;
        }
        finally {
            this.phases.push({ name, start, seconds: (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .round */ .LI)(this.now() - start), status });
        }
    }
    /** `failure` if a step or anything else failed that had to succeed; allowed failures do not count. */
    get result() {
        return this.hasFatal || this.steps.some(_report_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailed */ .WN) ? 'failure' : 'success';
    }
}
/** The first step that failed the run. */
function failedStep({ steps }) {
    return steps.find(_report_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailed */ .WN);
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
const ERROR_KINDS = (/* unused pure expression or super */ null && ([
    'evaluation',
    'missing-attribute',
    'build',
    'dependency',
    'hash-mismatch',
    'timeout',
    'disk-full',
    'out-of-memory',
    'network',
    'credentials',
    'checkout',
    'conflict',
    'hook',
    'daemon',
    'wrong-system',
    'test',
    'cancelled',
    'other',
]));


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

/***/ 219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ah: () => (/* binding */ derivationNames),
/* harmony export */   Gw: () => (/* binding */ readDerivation),
/* harmony export */   Jt: () => (/* binding */ derivationName),
/* harmony export */   Yz: () => (/* binding */ outputsOf),
/* harmony export */   hA: () => (/* binding */ builderSystem),
/* harmony export */   rj: () => (/* binding */ readDerivations)
/* harmony export */ });
/* unused harmony export parseDerivation */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


const STORE = '/nix/store';
const STORE_PATH = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-(.+?)(?:\.drv)?(?:[!^].*)?$/;
/** The name in a store path, after the hash and without `.drv`; other text is returned unchanged. */
function derivationName(path) {
    return STORE_PATH.exec(path)?.[1] ?? path;
}
/** The list of outputs in the text of a `.drv`, without brackets. */
function outputList(text) {
    return /^Derive\(\[(.*?)\],\[/s.exec(text)?.[1] ?? '';
}
/** Parses the text of a `.drv` (ATerm, possibly with structured attributes). */
function parseDerivation(text) {
    const outputs = outputList(text).matchAll(/\("[^"]*","(\/nix\/store\/[^"]+)"/g);
    return {
        outputs: Array.from(outputs, match => match[1] ?? ''),
        isLocalOnly: text.includes('("allowSubstitutes","")') ||
            /\("__json",".*\\"allowSubstitutes\\":\s*false/s.test(text),
    };
}
/** Base names of the derivations in the store. */
async function derivationNames(store = STORE) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(store).catch(() => []);
    return names.filter(name => name.endsWith('.drv'));
}
/** Reads derivations by base name; skips missing ones. */
async function readDerivations(names, store = STORE) {
    const found = new Map();
    const queue = names.values();
    const worker = async () => {
        for (const name of queue) {
            const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(store, name), 'latin1').catch(() => undefined);
            if (text !== undefined)
                found.set(`${STORE}/${name}`, parseDerivation(text));
        }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    return found;
}
/** The system that builds a derivation; undefined if it cannot be read. */
async function builderSystem(path) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'latin1').catch(() => '');
    // The first text behind a list.
    return /\],"([^"]+)",/.exec(text)?.[1];
}
/** Reads a derivation's outputs, all other store paths in it, and whether it is fixed-output. */
async function readDerivation(path) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'latin1').catch(() => '');
    const { outputs } = parseDerivation(text);
    const isFixed = /^\("[^"]*","[^"]*","[^"]+","[^"]+"\)$/.test(outputList(text));
    const named = text.match(/\/nix\/store\/[0-9a-z]{32}-[\w+.?=-]+/g) ?? [];
    const inputs = [...new Set(named)].filter(it => it !== path && !outputs.includes(it));
    return { outputs, inputs, isFixed };
}
/** The outputs of derivations, built or not. */
async function outputsOf(derivations) {
    return (await Promise.all(derivations.map(readDerivation))).flatMap(it => it.outputs);
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
    try {
        const { code, stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_2__/* .runShort */ .c)([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'nix'), '--version'], { env, cwd: '/' });
        return code === 0 ? parseVersion(stdout) : undefined;
    }
    catch {
        return undefined;
    }
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

/***/ 9607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ positionOf),
/* harmony export */   u: () => (/* binding */ parseError)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(873);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4339);



const PREFIX = /^(?:error \(ignored\):\s*)?error:[^\S\n]*/;
const INDENT = 7;
const AT = /^\s+at ([^\n]+?):(\d+):(\d+):$/;
const CODE = /^\s+(?:\d+\||\|(?:\s|$))/;
const FRAME = /^\s+… ?(.*)$/;
/** In the frame of a derivation. */
const NAME_AT = /\bname attribute is located at ([^\n]+?):(\d+):(\d+)$/;
const TRUNCATED = /^\s+\(stack trace truncated/;
const HINT = /^\s+(Did you mean [^\n]*\?)$/;
/** Longer messages contain a value that was thrown. */
const MAX_LENGTH = 200_000;
/** The end of a builder's log inside an error. Each of its lines starts with `>`, so no content can end the block. */
const QUOTED_LOG = /;?\n[^\S\n]*last \d+ log lines:(?:\n[^\S\n]*>[^\n]*)*(?:\n[^\S\n]*For full logs, run[^\n]*(?:\n[^\S\n]*nix log [^\n]*)?)?/gi;
/** Removes colors and quoted log lines; the report shows more of the log. */
function clean(text) {
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text.slice(0, MAX_LENGTH)).replace(QUOTED_LOG, '');
}
/**
 * Parses the text of an error. Up to 2.12 the message comes first, followed by the trace, innermost first; since then
 * the trace comes first, outermost first.
 */
function parseError(error) {
    const text = clean(error.text).replace(PREFIX, '');
    const lines = text.split('\n');
    const isTraceFirst = lines[0]?.trim() === '' && FRAME.test(lines.find(line => line.trim() !== '') ?? '');
    const parsed = isTraceFirst ? traceFirst(lines) : messageFirst(lines);
    const position = positionOf(error) ?? parsed.position;
    const frames = error.trace?.length ? traceFrames(error) : parsed.frames;
    const raw = error.raw && clean(error.raw).trim();
    return { ...parsed, text: raw || parsed.text, frames, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ position }) };
}
/** The position in the fields of a log record; none for `«none»:0`, `«string»` and null. */
function positionOf({ file, line, column, }) {
    if (!file || !line)
        return undefined;
    const path = file.replace(/:\d+(?::\d+)?$/, '');
    if (!isFile(path))
        return undefined;
    return (0,_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .positionAt */ .t$)(path, line, column);
}
function traceFrames({ trace = [] }) {
    return trace.map(item => {
        const text = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(item.raw_msg);
        const position = positionOf(item) ?? atPosition(text, NAME_AT);
        return { text, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ position }) };
    });
}
function traceFirst(lines) {
    const head = lines.findIndex(line => /^\s+error:/.test(line));
    const frames = readFrames(head < 0 ? lines : lines.slice(0, head)).reverse();
    if (head < 0)
        return { text: frames[0]?.text ?? '', frames };
    const first = (lines[head] ?? '').replace(/^\s+error:[^\S\n]*/, '');
    // Everything after the message belongs to it.
    return { ...messageFirst([first, ...lines.slice(head + 1)]), frames };
}
function messageFirst(lines) {
    const end = lines.findIndex((line, at) => at > 0 && isEnd(line));
    const whole = end < 0 ? lines : lines.slice(0, end);
    const last = whole.findLastIndex(line => line.trim() !== '');
    // Without a position, the suggestion ends the message.
    const suggested = last > 0 ? HINT.exec(whole[last] ?? '')?.[1] : undefined;
    const messageLines = suggested === undefined ? whole : whole.slice(0, last);
    const rest = end < 0 ? [] : lines.slice(end);
    const trace = rest.findIndex(line => FRAME.test(line));
    const beforeTrace = trace < 0 ? rest : rest.slice(0, trace);
    const hint = suggested ?? beforeTrace.map(line => HINT.exec(line)?.[1]).find(it => it !== undefined);
    const position = beforeTrace.map(line => atPosition(line)).find(it => it !== undefined);
    return {
        text: dedent(messageLines),
        frames: readFrames(trace < 0 ? [] : rest.slice(trace)),
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ position, hint }),
    };
}
function isEnd(line) {
    return AT.test(line) || FRAME.test(line) || TRUNCATED.test(line);
}
/** In order of appearance. */
function readFrames(lines) {
    const frames = [];
    for (const line of lines) {
        const frame = FRAME.exec(line);
        const last = frames.at(-1);
        if (frame)
            frames.push({ text: frame[1] ?? '' });
        else if (last && !CODE.test(line)) {
            const position = atPosition(line) ?? atPosition(line, NAME_AT);
            if (position)
                last.position ??= position;
        }
    }
    return frames;
}
function atPosition(line, pattern = AT) {
    const [, file = '', row, column] = pattern.exec(line) ?? [];
    return isFile(file) ? (0,_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .positionAt */ .t$)(file, row, column) : undefined;
}
/** `<nix/…>`, `«string»`, `«stdin»` and `(string)` are not files; `«path:…»/x.nix` is a file of a flake. */
function isFile(file) {
    return file.startsWith('/') || /^«[^»]+»\//.test(file);
}
function dedent(lines) {
    const cut = lines.map(line => (/^\s/.test(line) ? line.slice(indentOf(line)) : line));
    return cut.join('\n').trim();
}
function indentOf(line) {
    return Math.min(INDENT, line.length - line.trimStart().length);
}


/***/ }),

/***/ 4339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Vc: () => (/* binding */ stemOf),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   t$: () => (/* binding */ positionAt),
/* harmony export */   ux: () => (/* binding */ within),
/* harmony export */   yJ: () => (/* binding */ inRepository)
/* harmony export */ });
/**
 * The repository path of a file that Nix or a tool printed.
 * @param path absolute, or a file of a local flake as Nix writes it: `«git+file:///top?…»/flake.nix`
 * @param roots where the repository is on this machine
 * @returns relative to the top; undefined if it is outside the repository
 */
function inRepository(path, roots) {
    const plain = withoutScheme(path);
    const root = roots
        .filter(it => plain === it.path || plain.startsWith(`${trimmed(it.path)}/`))
        .toSorted((a, b) => b.path.length - a.path.length)[0];
    if (!root)
        return undefined;
    return within(root.folder, plain.slice(trimmed(root.path).length + 1));
}
/**
 * Resolves a path relative to a directory of the repository.
 * @returns relative to the top, without `.`; undefined if it leaves the repository or is empty
 */
function within(folder, path) {
    if (path.startsWith('/'))
        return undefined;
    const parts = [...folder.split('/'), ...path.split('/')].filter(it => it !== '' && it !== '.');
    return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}
/** The repository position of a position of Nix, if the file exists. */
async function placeOf({ file, line, column }, roots, repository) {
    const name = inRepository(file, roots);
    if (name === undefined || !(await repository.has(name)))
        return undefined;
    return positionAt(name, line, column);
}
/** Builds a position from numbers or digits; a column of 0 is omitted. */
function positionAt(file, line, column) {
    return { file, line: Number(line), ...(column ? { column: Number(column) } : {}) };
}
/** The local directory in a flake URL. */
function withoutScheme(path) {
    const [, url = '', rest = ''] = /^«((?:git\+file:\/\/|path:|file:\/\/)[^»]*)»(\/.*)$/.exec(path) ?? [];
    return url === '' ? path : url.replace(/^[^/]*(?:\/\/)?(?=\/)/, '').replace(/\?.*$/, '') + rest;
}
function trimmed(path) {
    return path.replace(/\/+$/, '');
}
/** A name without its version: `lint` of `lint-1.0`. */
function stemOf(name) {
    return name.replace(/-\d.*$/, '');
}
/** With a capital letter at the start. */
function sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
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

/***/ 861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ buildUserCount),
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
/** Number of build users: one per concurrent build, and two for Nix's other work. */
function buildUserCount(cores) {
    return cores + 2;
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
/* harmony export */   aZ: () => (/* binding */ fallbackSettings),
/* harmony export */   tH: () => (/* binding */ FLAKES),
/* harmony export */   zw: () => (/* binding */ withFlakes)
/* harmony export */ });
/* unused harmony export installedSettings */
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
/** The settings of a Nix that we install, with the daemon's netrc-file if a private cache may need one. */
function systemSettings({ netrc: hasNetrc }, mode, version, facts, flavor) {
    const netrc = mode === 'daemon' && hasNetrc;
    return [
        ...installedSettings(mode, version, facts, flavor),
        ...(netrc ? [{ name: 'netrc-file', value: _paths_js__WEBPACK_IMPORTED_MODULE_0__/* .DAEMON_NETRC */ .M2 }] : []),
    ];
}
/** Whether settings name the daemon's netrc, and this Nix fails if it is missing. */
function lacksNetrc(settings, flavor) {
    return flavor === 'lix' && settings.some(({ value }) => value === _paths_js__WEBPACK_IMPORTED_MODULE_0__/* .DAEMON_NETRC */ .M2);
}
/** The settings of a Nix that we install. */
function installedSettings(mode, version, facts, flavor = (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .guessFlavor */ .O$)(version)) {
    const linux = facts.system.endsWith('-linux');
    const sandbox = mode === 'daemon' || facts.root === 'self' ? facts.sandbox.root : facts.sandbox.user;
    return [
        { name: 'build-users-group', value: mode === 'daemon' ? _plan_js__WEBPACK_IMPORTED_MODULE_3__/* .BUILD_GROUP */ .X2 : '' },
        // Losing the sandbox silently would be a false sense of safety.
        ...(linux ? [{ name: 'sandbox-fallback', value: 'false' }] : []),
        ...(linux && !sandbox ? [{ name: 'sandbox', value: 'false' }] : []),
        // NIX_SSL_CERT_FILE does not reach a daemon.
        ...(mode === 'daemon' && facts.caBundle && (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(version, SSL_CERT_FILE_SINCE)
            ? [{ name: 'ssl-cert-file', value: facts.caBundle }]
            : []),
        ...(buildsInMemory(mode, version, facts) &&
            (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .hasFeature */ .jI)(byNumber(version), ...BUILD_DIR_SETTING_SINCE)
            ? [{ name: 'build-dir', value: BUILD_DIR }]
            : []),
        { name: 'max-jobs', value: 'auto' },
        { name: 'connect-timeout', value: '15' },
        { name: 'stalled-download-timeout', value: '15' },
        ...(0,_retry_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .retrySettings */ .wP)({ version, flavor }),
        // Nix warns in every call about a setting that it does not know.
        ...((0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(version, ALWAYS_ALLOW_SINCE)
            ? [{ name: 'always-allow-substitutes', value: 'true' }]
            : []),
        FLAKES,
        ...(mode === 'daemon'
            ? [{ name: 'extra-trusted-users', value: `root ${facts.user.name}` }]
            : []),
    ];
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
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5252);



/**
 * Reads Nix's effective settings, with all files and variables of this job.
 * @returns an empty object if Nix does not print them
 */
async function readSettings(nix, env) {
    const argv = [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(nix.bin, 'nix'), ...showConfig(nix.version)];
    const { stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_1__/* .runShort */ .c)(argv, { env, cwd: '/' });
    try {
        return JSON.parse(stdout);
    }
    catch {
        return {};
    }
}
/** Arguments with which `nix` prints its settings as JSON. */
function showConfig(version) {
    return [...((0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(version, '2.20') ? ['config', 'show'] : ['show-config']), '--json'];
}
/** Pure. Not `relaxed`, which lets a derivation opt out of the sandbox. */
function judgeIsolation(nix, settings) {
    const sandbox = settings.sandbox?.value;
    const group = settings['build-users-group']?.value;
    if (sandbox === true || sandbox === 'true')
        return { isolated: true, reason: 'builds are sandboxed' };
    if (nix.mode === 'daemon' && typeof group === 'string' && group !== '') {
        return { isolated: true, reason: `builds run as members of the group ${group}` };
    }
    return {
        isolated: false,
        reason: `Builds are not isolated from this job (sandbox = ${String(sandbox)}, ${nix.mode}): set nix-mode: daemon, or use a machine that supports Nix's sandbox`,
    };
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
    const newest = Object.keys(table)
        .filter(version => table[version]?.[system])
        .sort(nix_version/* compareVersions */.Zy)
        .at(-1);
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
    }
    /** Base 64 of the public key, without a name. */
    get publicKey() {
        const spki = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(this.#key).export({ format: 'der', type: 'spki' });
        return spki.subarray(-32).toString('base64');
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
            references: texts(entry.references).flatMap(reference => fullPath(reference) ?? []),
            deriver: fullPath(entry.deriver),
            signatures: list(entry.signatures).flatMap(signature),
            ultimate: entry.ultimate === true,
            contentAddressed: Boolean(entry.ca),
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
function texts(value) {
    return list(value).filter(item => typeof item === 'string');
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
        return this.#lines('nix-store', ['--query', '--outputs'], derivations);
    }
    /** The closure of a valid path, itself included; for a derivation, its input derivations. */
    async requisites(path) {
        return this.#lines('nix-store', ['--query', '--requisites'], [path]);
    }
    /** The valid ones of these paths. */
    async valid(paths) {
        const invalid = new Set(await this.#lines('nix-store', ['--check-validity', '--print-invalid'], paths));
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
        for (const text of await this.#calls('nix', ['path-info', '--json', ...format, ...flags], paths)) {
            for (const info of parsePathInfo(text))
                found.set(info.path, info);
        }
        return [...found.values()];
    }
    async #lines(program, flags, paths) {
        if (paths.length === 0)
            return [];
        const texts = await this.#calls(program, flags, paths);
        return [...new Set(texts.flatMap(text => text.split('\n')).filter(line => line !== ''))];
    }
    async #calls(program, flags, paths) {
        const texts = [];
        for (let first = 0; first === 0 || first < paths.length; first += MAX_PATHS_PER_CALL) {
            const argv = [
                (0,external_node_path_.join)(this.#nix.bin, program),
                ...flags,
                ...paths.slice(first, first + MAX_PATHS_PER_CALL),
            ];
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

/***/ 8989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kb: () => (/* binding */ baselineKeys),
/* harmony export */   Tc: () => (/* binding */ isBaselineRun),
/* harmony export */   W3: () => (/* binding */ restoreBaseline),
/* harmony export */   XY: () => (/* binding */ saveBaseline),
/* harmony export */   _W: () => (/* binding */ deferBaseline)
/* harmony export */ });
/* unused harmony export runnerKind */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var _caches_actions_cache_client_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5378);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(177);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(873);
/* harmony import */ var _report_baseline_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7936);








/** The name of the file in its entry and between main and post. */
const NAME = 'nix-ci-baseline.json';
const MAX_FILE_BYTES = 1 << 20;
/**
 * The cache keys of one job of a workflow on one kind of runner.
 * @param system such as `x86_64-linux`
 * @param variant what else distinguishes the jobs of a matrix, such as an input
 * @param cores default: those available to this process
 */
function baselineKeys(env, system, variant = '', cores = (0,node_os__WEBPACK_IMPORTED_MODULE_2__.availableParallelism)()) {
    const workflow = /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? '';
    const job = [workflow, env.GITHUB_JOB ?? '', variant];
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 24);
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
/** Whether the timings of this run become samples: only on the default branch. */
function isBaselineRun({ name, ref, repository }) {
    const branch = repository?.defaultBranch;
    const isEvent = name === 'push' || name === 'schedule' || name === 'workflow_dispatch';
    return isEvent && branch !== undefined && ref === `refs/heads/${branch}`;
}
/**
 * Restores the samples from GitHub's cache. Never throws.
 * @param folder the private directory of this run
 */
async function restoreBaseline(cache, { key, prefix }, folder) {
    const none = (message, isTrouble = false) => ({ history: new Map(), message, isTrouble });
    const fresh = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'baseline');
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(fresh, NAME);
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(fresh, { mode: 0o700 });
        const found = await cache.restore({ file, key, restoreKeys: [prefix], limit: MAX_FILE_BYTES });
        if (found.kind === 'miss')
            return none('Baseline: no timings of the default branch yet.');
        if (found.kind !== 'hit') {
            const outage = (0,_caches_actions_cache_client_js__WEBPACK_IMPORTED_MODULE_4__/* .isOutage */ .uD)(found) ? found.message : undefined;
            return { ...none(notCompared(found.message), (0,_caches_actions_cache_client_js__WEBPACK_IMPORTED_MODULE_4__/* .isCacheTrouble */ .Ep)(found)), ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_7__/* .defined */ .s)({ outage }) };
        }
        const history = (0,_report_baseline_js__WEBPACK_IMPORTED_MODULE_6__/* .readHistory */ .Lu)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8'));
        if (!history)
            return none(`Baseline: ${found.key} is unreadable; ignoring it.`, true);
        const message = `Baseline: ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_5__/* .plural */ .LS)(history.size, 'timing')} of the default branch (${found.key}).`;
        return { history, message, isTrouble: false };
    }
    catch (error) {
        return none(notCompared(String(error)), true);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(fresh, { recursive: true, force: true }).catch(() => { });
    }
}
const notCompared = (why) => `Nothing is compared with the default branch: ${why}`;
/** Saves the samples in the private directory of the run, for post to upload. */
async function deferBaseline(history, folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, NAME), (0,_report_baseline_js__WEBPACK_IMPORTED_MODULE_6__/* .historyText */ .u_)(history), { mode: 0o600 });
}
/**
 * Uploads the samples that main saved, in post. Steps may have changed the file, so it is not trusted. Never throws.
 * @returns a sentence for the log; undefined if there are no samples
 */
async function saveBaseline(cache, { key }, folder) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, NAME);
    try {
        const text = await readDeferred(path);
        if (text === undefined)
            return undefined;
        const history = (0,_report_baseline_js__WEBPACK_IMPORTED_MODULE_6__/* .readHistory */ .Lu)(text);
        if (!history)
            return { message: `${path} is unreadable; not saving it.`, isTrouble: true };
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'baseline-')), NAME);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(file, (0,_report_baseline_js__WEBPACK_IMPORTED_MODULE_6__/* .historyText */ .u_)(history), { flag: 'wx' });
        const saved = await cache.save({ file, key, limit: MAX_FILE_BYTES });
        return { message: `Baseline: ${saved.message}`, isTrouble: (0,_caches_actions_cache_client_js__WEBPACK_IMPORTED_MODULE_4__/* .isCacheTrouble */ .Ep)(saved) };
    }
    catch (error) {
        return { message: `Could not save the baseline: ${error}`, isTrouble: true };
    }
}
/** Undefined if there is no such file; empty, and so invalid, if it is not a regular file of a plausible size. */
async function readDeferred(path) {
    const stat = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path).catch(() => undefined);
    if (!stat)
        return undefined;
    return stat.isFile() && stat.size <= MAX_FILE_BYTES ? (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8') : '';
}


/***/ }),

/***/ 7230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $_: () => (/* binding */ compareWithBaseline),
/* harmony export */   oU: () => (/* binding */ loadBaseline),
/* harmony export */   rC: () => (/* binding */ uploadBaseline)
/* harmony export */ });
/* harmony import */ var _caches_actions_cache_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5378);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(177);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4869);
/* harmony import */ var _nix_nix_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7751);
/* harmony import */ var _report_baseline_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7936);
/* harmony import */ var _runner_with_environment_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(91);
/* harmony import */ var _baseline_cache_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8989);







/** Matrix jobs with different versions of Nix are not compared with each other. */
function keysOf(env) {
    const system = (0,_nix_nix_js__WEBPACK_IMPORTED_MODULE_3__/* .systemOf */ .b)(process.platform, process.arch);
    return (0,_baseline_cache_js__WEBPACK_IMPORTED_MODULE_5__/* .baselineKeys */ .Kb)(env, system, (0,_runner_with_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .inputText */ .AN)(env, 'nix-version'));
}
/**
 * Restores the timings of the default branch. Never throws.
 * @returns undefined if there is nothing to compare with: `baseline: off`, a plan, or a job of its matrix
 */
async function loadBaseline({ outage }, { inputs }, ctx, env) {
    // The jobs of a matrix do different things each time.
    if (inputs.baseline === 'off' || inputs.plan || inputs.matrix.shard)
        return undefined;
    const cache = (0,_caches_actions_cache_client_js__WEBPACK_IMPORTED_MODULE_0__/* .openActionsCache */ .C3)({ env, folder: ctx.folder, cancel: ctx.cancel });
    const found = await (0,_baseline_cache_js__WEBPACK_IMPORTED_MODULE_5__/* .restoreBaseline */ .W3)(cache, keysOf(env), ctx.folder);
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
    const measured = (0,_report_baseline_js__WEBPACK_IMPORTED_MODULE_4__/* .measure */ .xP)(run.records.steps);
    const verdicts = (0,_report_baseline_js__WEBPACK_IMPORTED_MODULE_4__/* .compare */ .UD)(history, measured);
    run.baseline = new Map(verdicts.map(({ name, median, verdict }) => [name, { median, verdict }]));
    for (const { name, seconds, median, samples } of verdicts.filter(({ slower }) => slower)) {
        ctx.logger.warning(`${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeInvisible */ .ts)(name)} took ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_1__/* .durationText */ .S5)(seconds)}; on the default branch it takes ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_1__/* .durationText */ .S5)(median)} (median of ${samples}). Check this change; if everything is slower, suspect the runner.`, 'Slower than the default branch');
    }
    // During an outage post would only repeat the warning, and one sample without the earlier ones is of no use.
    const evaluation = (0,_report_baseline_js__WEBPACK_IMPORTED_MODULE_4__/* .measureEvaluation */ .Ny)(run.records.steps);
    if ((0,_baseline_cache_js__WEBPACK_IMPORTED_MODULE_5__/* .isBaselineRun */ .Tc)(event) && !run.outage.hasLosses)
        await (0,_baseline_cache_js__WEBPACK_IMPORTED_MODULE_5__/* .deferBaseline */ ._W)((0,_report_baseline_js__WEBPACK_IMPORTED_MODULE_4__/* .extend */ .X$)(history, [...evaluation, ...measured]), ctx.folder);
}
/** Uploads the samples that main saved, in post; only on the default branch. Never throws. */
async function uploadBaseline(env, event, ctx) {
    if (!(0,_baseline_cache_js__WEBPACK_IMPORTED_MODULE_5__/* .isBaselineRun */ .Tc)(event))
        return;
    const cache = (0,_caches_actions_cache_client_js__WEBPACK_IMPORTED_MODULE_0__/* .openActionsCache */ .C3)({ env, folder: ctx.folder, cancel: ctx.cancel });
    const saved = await (0,_baseline_cache_js__WEBPACK_IMPORTED_MODULE_5__/* .saveBaseline */ .XY)(cache, keysOf(env), ctx.folder);
    if (saved?.isTrouble)
        ctx.logger.warning(saved.message, 'Baseline');
    else if (saved)
        ctx.logger.info(saved.message);
}


/***/ }),

/***/ 3619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ makeRows),
  v: () => (/* binding */ matrixText)
});

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
;// CONCATENATED MODULE: ./build/phases/matrix/balance.js
/** Up to this many items, the best distribution is searched for; else the longest go first, then single moves improve it. */
const MAX_EXACT_ITEMS = 14;
/** Steps of that search; far more than 12 items on 5 machines need. */
const MAX_SEARCH_STEPS = 400_000;
/** Rounds of improvement. */
const MAX_ROUNDS = 200;
/**
 * Distributes items over at most `count` bins so that the heaviest bin is as light as possible. Pure.
 * @param weights not negative
 */
function balance(weights, count) {
    const order = [...weights.keys()].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
    const bins = Array.from({ length: Math.min(count, order.length) }, () => ({
        items: [],
        weight: 0,
    }));
    for (const item of order)
        add(lightest(bins), item, weights[item] ?? 0);
    const better = order.length <= MAX_EXACT_ITEMS ? search(order, weights, bins) : improve(bins, weights);
    return better.filter(({ items }) => items.length > 0);
}
function add(bin, item, weight) {
    bin.items.push(item);
    bin.weight += weight;
}
function lightest(bins) {
    // Without weights, the number of items decides.
    return bins.reduce((best, bin) => bin.weight < best.weight || (bin.weight === best.weight && bin.items.length < best.items.length)
        ? bin
        : best);
}
function heaviest(bins) {
    return Math.max(...bins.map(({ weight }) => weight));
}
/** Branch and bound, from the given distribution. */
function search(order, weights, start) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const floor = Math.max(total / start.length, weights[order[0] ?? 0] ?? 0);
    const bins = start.map(() => ({ items: [], weight: 0 }));
    let best = start.map(copy);
    let most = heaviest(start);
    let steps = 0;
    const place = (at) => {
        if (most <= floor * 1.001 || steps++ > MAX_SEARCH_STEPS)
            return;
        const item = order[at];
        if (item === undefined) {
            best = bins.map(copy);
            most = heaviest(bins);
            return;
        }
        const weight = weights[item] ?? 0;
        const tried = new Set();
        for (const bin of bins) {
            // Bins of equal weight lead to equal results.
            if (bin.weight + weight >= most || tried.has(bin.weight))
                continue;
            tried.add(bin.weight);
            const before = bin.weight;
            add(bin, item, weight);
            place(at + 1);
            bin.items.pop();
            bin.weight = before;
        }
    };
    place(0);
    return best;
}
function copy({ items, weight }) {
    return { items: [...items], weight };
}
/** Moves or swaps single items of the heaviest bin while that makes it lighter. */
function improve(bins, weights) {
    for (let round = 0; round < MAX_ROUNDS; round++) {
        const top = bins.reduce((most, bin) => (bin.weight > most.weight ? bin : most));
        if (!bins.some(bin => bin !== top && exchange(top, bin, weights)))
            break;
    }
    return bins;
}
function exchange(from, to, weights) {
    for (const [at, item] of from.items.entries()) {
        const weight = weights[item] ?? 0;
        for (const [other, back] of [...to.items, undefined].entries()) {
            const moved = weight - (back === undefined ? 0 : (weights[back] ?? 0));
            if (moved <= 0 || to.weight + moved >= from.weight)
                continue;
            from.items.splice(at, 1, ...(back === undefined ? [] : [back]));
            to.items.splice(other, back === undefined ? 0 : 1, item);
            from.weight -= moved;
            to.weight += moved;
            return true;
        }
    }
    return false;
}

;// CONCATENATED MODULE: ./build/phases/matrix/rows.js




/** GitHub's limit on the jobs of a matrix. */
const MAX_ROWS = 256;
/** A row comes back to a job as an environment variable, of which Linux allows 128 KiB. */
const MAX_ROW_BYTES = 96 * 1024;
/**
 * The rows of a matrix: each item once, the longest rows first. Pure.
 * @throws ActionError if they exceed GitHub's limits
 */
function makeRows(planned, options) {
    const known = planned.map(options.secondsOf).filter(it => it !== undefined);
    const usual = known.length > 0 ? medianOf(known) : 1;
    const rows = options.systems.flatMap(target => {
        const items = planned.filter(({ system }) => system === target.system);
        const units = unitsOf(items, options.bound, item => options.secondsOf(item) ?? usual);
        const groups = options.shards === 'per-check' ? units.map(one => [one]) : shared(units, options.shards);
        const split = groups.flatMap(group => fitting(group, target, options));
        const isNumbered = options.shards !== 'per-check';
        return split.map((group, index) => {
            const name = isNumbered
                ? `${target.system} ${index + 1}/${split.length}`
                : nameOf(group, target.system);
            return rowOf(group, name, target, options, known.length > 0);
        });
    });
    const named = withUniqueNames(rows).toSorted((a, b) => b.seconds - a.seconds);
    checkLimits(named, options);
    return named;
}
/** What is built in one job: all items of a step that is bound, all items of a derivation, or one item. */
function unitsOf(items, bound, secondsOf) {
    const units = new Map();
    for (const item of items) {
        const isBound = bound.has(item.step);
        const key = isBound ? `step ${item.step}` : (item.derivation ?? item);
        const unit = units.get(key) ?? { items: [], seconds: 0 };
        const seconds = secondsOf(item);
        unit.seconds = isBound ? unit.seconds + seconds : Math.max(unit.seconds, seconds);
        unit.items.push(item);
        units.set(key, unit);
    }
    return [...units.values()];
}
function shared(units, count) {
    const bins = balance(units.map(({ seconds }) => seconds), count);
    return bins.map(({ items }) => items.toSorted((a, b) => a - b).flatMap(at => units[at] ?? []));
}
/** Splits a group whose row would be too large. */
function fitting(group, target, options) {
    const row = rowOf(group, 'x'.repeat(MAX_ROW_NAME), target, options, false);
    // toJSON indents what it writes.
    if (Buffer.byteLength(JSON.stringify(row, undefined, 2)) <= MAX_ROW_BYTES)
        return [[...group]];
    if (group.length === 1) {
        throw new errors/* ActionError */.lZ(`The step ${(0,lib_text/* escapeInvisible */.ts)(group[0]?.items[0]?.step ?? '')} has too many checks for one job of the matrix.`, 'Split it with select: with expect: failure, all checks of a step are built in one job.');
    }
    const middle = Math.ceil(group.length / 2);
    return [group.slice(0, middle), group.slice(middle)].flatMap(half => fitting(half, target, options));
}
function rowOf(group, name, { system, labels }, { commit, plan }, isTimed) {
    const seconds = isTimed ? (0,format/* round */.LI)(group.reduce((sum, unit) => sum + unit.seconds, 0)) : 0;
    const items = group.flatMap(unit => unit.items.map(({ step, attribute, derivation }) => ({ step, attribute, derivation })));
    const [first = ''] = labels;
    return { name, system, os: labels.length > 1 ? labels : first, commit, seconds, items, plan };
}
const MAX_ROW_NAME = 120;
function nameOf(group, system) {
    const items = group.flatMap(unit => unit.items);
    const [first, ...others] = items;
    const isAlone = others.every(it => it.derivation !== null && it.derivation === first?.derivation);
    const attribute = first?.attribute ?? '';
    const prefix = `checks.${system}.`;
    const short = attribute.startsWith(prefix) ? attribute.slice(prefix.length) : attribute;
    const what = isAlone && short !== '' ? short : (first?.step ?? '');
    return `${(0,lib_text/* truncate */.xv)((0,lib_text/* escapeInvisible */.ts)(what), MAX_ROW_NAME - 30)} (${system})`;
}
/** Checks of several steps may have the same name. */
function withUniqueNames(rows) {
    const seen = new Map();
    return rows.map(row => {
        const nth = (seen.get(row.name) ?? 0) + 1;
        seen.set(row.name, nth);
        return nth === 1 ? row : { ...row, name: `${row.name} ${nth}` };
    });
}
function checkLimits(rows, { shards, room }) {
    const now = `now ${shards}`;
    if (rows.length > MAX_ROWS) {
        throw new errors/* ActionError */.lZ(`The matrix would have ${rows.length} jobs; GitHub allows ${MAX_ROWS}.`, `Set shards to a smaller number of jobs per system (${now}).`);
    }
    const bytes = Buffer.byteLength(matrixText(rows));
    if (bytes > room) {
        throw new errors/* ActionError */.lZ(`The matrix would have ${Math.ceil(bytes / 1024)} KiB; a job's outputs have room for ${Math.floor(room / 1024)} KiB.`, `Plan fewer systems or, with select, fewer checks, and set shards to a small number of jobs per system (${now}).`);
    }
}
/** The output `matrix`; empty without rows. */
function matrixText(rows) {
    return rows.length === 0 ? '' : JSON.stringify({ include: rows });
}
function medianOf(numbers) {
    return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
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
/* harmony import */ var _caches_actions_cache_client_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5378);
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

/***/ 1649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ toBuildOutputs),
/* harmony export */   W: () => (/* binding */ roomForMatrix)
/* harmony export */ });
const MAX_TO_BUILD = 500;
/** All outputs together: GitHub allows 1 MiB for those of a job, in UTF-16. */
const MAX_OUTPUT_BYTES = 450 * 1024;
/** The outputs beside `matrix` and `to-build`, in a plan. */
const OTHER_OUTPUT_BYTES = 32 * 1024;
/** The bytes that the other outputs of a plan leave for `matrix`. */
function roomForMatrix(toBuild) {
    return MAX_OUTPUT_BYTES - OTHER_OUTPUT_BYTES - Buffer.byteLength(toBuildText(toBuild));
}
function toBuildText(derivations) {
    return JSON.stringify([...derivations].slice(0, MAX_TO_BUILD));
}
/**
 * The outputs `needs-build` and `to-build`: the derivations that a plan found in no cache, or without a plan those that
 * the run had to build, successfully or not. Empty if Nix was not available or a plan failed before it found anything.
 */
function toBuildOutputs({ plan, nix, observed, matrix = [] }, success) {
    // Without a plan, toBuild has what was requested but not built, as with --no-build.
    const built = plan ? [] : observed.derivations.map(({ drv }) => drv);
    const all = new Set([...built, ...observed.toBuild]);
    const isNeeded = all.size > 0 || matrix.length > 0 || observed.needsMore;
    const isKnown = isNeeded || (plan ? success : nix !== undefined);
    return {
        'needs-build': isKnown ? String(isNeeded) : '',
        'to-build': isKnown ? toBuildText(all) : '',
    };
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
    return measured.flatMap(({ kind, name, id, seconds, built }) => {
        const comparable = (history.get(id) ?? []).filter(sample => sample[1] >= built);
        if (comparable.length < MIN_SAMPLES)
            return [];
        const times = comparable.map(sample => sample[0]);
        const median = medianOf(times);
        const spread = 3 * medianOf(times.map(time => Math.abs(time - median)));
        const slower = seconds > Math.max(1.25 * median, median + 10, median + spread);
        const faster = seconds < Math.min(median / 1.25, median - 10, median - spread);
        const verdict = slower ? 'slower' : faster ? 'faster' : 'usual';
        return [{ kind, name, seconds, median, samples: times.length, verdict, slower }];
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
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    if (typeof value !== 'object' || value === null)
        return undefined;
    const { schema, samples } = value;
    if (schema !== 1 || typeof samples !== 'object' || samples === null)
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




/** Why the remaining steps did not run. */
const ACTION_KILLED = 'the action was killed';
const NAME = 'progress.json';
/** How far the steps have come, for the report of a run whose process is killed. */
class Progress {
    #changed;
    #clock;
    #steps = [];
    #at = -1;
    #start = 0;
    /**
     * @param changed called with the steps to report as unfinished if the process died now
     * @param clock seconds since main started
     */
    constructor(changed, clock) {
        this.#changed = changed;
        this.#clock = clock;
        changed([]);
    }
    /** Sets the list of steps. */
    plan(steps) {
        this.#steps = steps;
        this.#changed(this.unfinished(ACTION_KILLED));
    }
    /** A step starts; it is found by its name, since `plan: true` replaces the objects. */
    startStep(step) {
        this.#at = this.#steps.findIndex(({ name }) => name === step.name);
        this.#start = this.#clock();
        this.#changed(this.unfinished(ACTION_KILLED));
    }
    /** All steps have finished. */
    finish() {
        this.#steps = [];
        this.#at = -1;
        this.#changed([]);
    }
    /**
     * The current step, as cancelled, and those after it, as not run.
     * @param reason why the latter did not run
     */
    unfinished(reason) {
        const { name, kind } = this.#steps[this.#at] ?? {};
        const start = this.#clock();
        const timing = { start: this.#start, seconds: (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_3__/* .round */ .LI)(start - this.#start), attempts: 1 };
        const running = name !== undefined && kind !== undefined
            ? [{ name, kind, status: 'cancelled', ...timing, exitCode: null }]
            : [];
        const none = { start, seconds: 0, attempts: 0, exitCode: null };
        const later = this.#steps
            .slice(this.#at + 1)
            .map(({ name, kind }) => ({ name, kind, status: 'not-run', ...none, reason }));
        return [...running, ...later];
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

/***/ 4442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fo: () => (/* binding */ collect),
/* harmony export */   ru: () => (/* binding */ noCommandResults),
/* harmony export */   tH: () => (/* binding */ stepOutputs)
/* harmony export */ });
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4869);

/** Limit of the output `step-outputs`; GitHub allows 1 MiB for all outputs of a job. */
const MAX_OUTPUTS_BYTES = 900 * 1024;
/** The results before the first step. */
function noCommandResults() {
    return { outputs: {}, values: {}, summaries: [], annotations: [], droppedAnnotations: 0 };
}
/** Adds the results of a step's last attempt, if a command ran. */
function collect(results, name, outcome, logger) {
    if (outcome.value !== undefined)
        collectValue(results, name, outcome.value, logger);
    if (!isOfCommand(outcome))
        return;
    const size = sizeWith(results, { outputs: outcome.outputs });
    if (size <= MAX_OUTPUTS_BYTES) {
        for (const key of Object.keys(outcome.outputs))
            warnIfBoth(key, Object.hasOwn(results.values, key), logger);
        Object.assign(results.outputs, outcome.outputs);
    }
    else
        logger.notice(`${name}: GITHUB_OUTPUT ignored, because step-outputs would grow to ${size} bytes and GitHub's limit is 1 MiB. Write large results to files.`);
    if (outcome.summary.trim() !== '')
        results.summaries.push({ step: name, text: outcome.summary });
    results.annotations.push(...outcome.annotations);
    results.droppedAnnotations += outcome.droppedAnnotations;
}
function collectValue(results, name, value, logger) {
    const size = sizeWith(results, { values: { [name]: value } });
    if (size > MAX_OUTPUTS_BYTES) {
        logger.notice(`${name}: its value is not in step-outputs, which would grow to ${size} bytes; GitHub's limit is 1 MiB.`);
        return;
    }
    warnIfBoth(name, Object.hasOwn(results.outputs, name), logger);
    results.values[name] = value;
}
/** The output `step-outputs`: what a command wrote goes before the value of an `eval` step with that name. */
function stepOutputs({ outputs, values, }) {
    return { ...values, ...outputs };
}
function sizeWith({ outputs, values }, more) {
    const all = stepOutputs({
        outputs: { ...outputs, ...more.outputs },
        values: { ...values, ...more.values },
    });
    return Buffer.byteLength(JSON.stringify(all));
}
function warnIfBoth(key, isBoth, logger) {
    if (!isBoth)
        return;
    const name = (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeInvisible */ .ts)(key);
    logger.warning(`step-outputs: a command wrote ${name}, which is also the name of an eval step. The command's value is kept; give the step another name.`, 'Outputs');
}
function isOfCommand(outcome) {
    return 'outputs' in outcome;
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
    const { env, workspace, scratch, cancel, deadline = GIT_TIMEOUT_S } = options;
    const emptyFolder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, 'empty-'));
    const git = { env, workspace, emptyFolder, cancel, timeout: deadline };
    try {
        const checkouts = await Promise.all([...new Set(folders)].map(it => readCheckout(it, git)));
        if (!checkouts.some(it => needsTips(it, event)))
            return checkouts;
        const tips = await branchTips(options, git);
        return checkouts.map(it => (needsTips(it, event) ? withTips(it, tips) : it));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(emptyFolder, { recursive: true, force: true });
    }
}
/**
 * The checked-out commit of one directory.
 * @returns the commit, or why it is unknown
 */
async function headOf(folder, { env, workspace, scratch, cancel, deadline = GIT_TIMEOUT_S }) {
    const emptyFolder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(scratch, 'empty-'));
    try {
        return await readCheckout(folder, { env, workspace, emptyFolder, cancel, timeout: deadline });
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(emptyFolder, { recursive: true, force: true });
    }
}
async function readCheckout(folder, options) {
    const unknown = { folder, commit: undefined, isTip: undefined };
    const answer = await (0,_host_git_js__WEBPACK_IMPORTED_MODULE_2__/* .revParseHead */ .nI)(folder, options);
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
    const answer = await (0,_host_git_js__WEBPACK_IMPORTED_MODULE_2__/* .listHeads */ .Y3)(new URL(address), token, options);
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

/***/ 813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DS: () => (/* binding */ isDependabot),
/* harmony export */   Ft: () => (/* binding */ isSame),
/* harmony export */   Jx: () => (/* binding */ ownCommits),
/* harmony export */   Sj: () => (/* binding */ lacksSecrets),
/* harmony export */   fg: () => (/* binding */ eventOfRun),
/* harmony export */   hW: () => (/* binding */ sha)
/* harmony export */ });
/* unused harmony exports readEvent, readPayload */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

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
        ref: (hasRef ? text(event.ref) : undefined) ?? text(env.GITHUB_REF),
        sha: sha(env.GITHUB_SHA),
        sender: text(record(event.sender).login),
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
        defaultBranch: text(repository.default_branch),
    };
}
function readPull(pull, repository) {
    const head = record(pull.head);
    const base = identity(record(pull.base).repo);
    const isOurs = base === undefined || isSame(base, repository);
    return {
        origin: isOurs ? originOf(head.repo, repository) : 'unknown',
        author: text(record(pull.user).login),
        headSha: sha(head.sha),
        mergeSha: sha(pull.merge_commit_sha),
    };
}
function readRun(run, repository) {
    const event = text(run.event);
    return {
        origin: originOfRun(run, event, repository),
        event,
        headSha: sha(run.head_sha),
        // Such a run does not name an author; these two only ever reduce trust.
        fromDependabot: isBot(text(record(run.actor).login)) ||
            (text(run.head_branch)?.startsWith('dependabot/') ?? false),
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
    return typeof value === 'object' && value !== null ? value : {};
}
function text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function identity(value) {
    const { id, full_name } = record(value);
    const number = Number.isSafeInteger(id) && id > 0 ? id : undefined;
    const fullName = text(full_name);
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
    // Without a Cachix cache, no notice that nothing is pushed to it.
    return {
        event,
        decision: options.cachixName === '' ? { ...decision, level: quiet(decision) } : decision,
    };
}
/** Keeps the warning about untrusted code in a run with secrets. */
function quiet({ mayUseCredentials, level }) {
    return mayUseCredentials ? 'info' : level;
}


/***/ })

};
