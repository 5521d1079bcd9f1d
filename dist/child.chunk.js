export const id = 627;
export const ids = [627];
export const modules = {

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

/***/ 627:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   serveActionsCache: () => (/* binding */ serveActionsCache)
/* harmony export */ });
/* harmony import */ var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3053);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6760);
/* harmony import */ var _archive_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4979);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4241);







/** Milliseconds between progress reports. */
const REPORT_INTERVAL_MS = 200;
/** Serves requests of the parent with `@actions/cache`, one after the other, until the parent is gone. */
async function serveActionsCache() {
    const sockets = watchSockets();
    const answers = watchAnswers();
    const toolkit = Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(40), __webpack_require__.e(955), __webpack_require__.e(947)]).then(__webpack_require__.bind(__webpack_require__, 2947));
    const clean = { ...process.env };
    let last = Promise.resolve();
    process.on('message', (request) => {
        last = last.then(async () => answer(request, await toolkit, clean, sockets, answers));
    });
    await new Promise(resolve => process.once('disconnect', resolve));
    // Open connections would keep the process alive.
    process.exit(0);
}
async function answer(request, toolkit, clean, sockets, answers) {
    answers.refusal = undefined;
    const timer = setInterval(() => void measure(request, sockets).then(send), REPORT_INTERVAL_MS);
    const report = await serve(request, toolkit, clean).catch((error) => ({
        error: error.message,
        ...(error instanceof _archive_js__WEBPACK_IMPORTED_MODULE_5__/* .TooBig */ .v3 ? { tooBig: true } : {}),
    }));
    clearInterval(timer);
    // The folder of the call is removed.
    process.chdir('/');
    console.log(`\n${_protocol_js__WEBPACK_IMPORTED_MODULE_6__/* .END_LINE */ .z}`);
    send({ ...report, status: answers.refusal });
}
async function serve(request, toolkit, clean) {
    const { action, isRaw, name, key, restoreKeys, folder, file, limit } = request;
    process.chdir((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, 'work'));
    const kept = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, 'kept');
    const raw = action === 'save' ? (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, 'work', name) : '';
    const path = clean.PATH ?? '';
    const shown = await (0,_archive_js__WEBPACK_IMPORTED_MODULE_5__/* .standInForTar */ .Sr)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, 'bin'), kept, path, isRaw ? raw : undefined);
    setEnvironment({ ...clean, ...shown }, request);
    // A relative path: the service compares it, and it is the same on every machine.
    if (action === 'save')
        return { value: await toolkit.saveCache([name], key) };
    const options = { lookupOnly: action === 'lookup' };
    const value = await toolkit.restoreCache([name], key, [...restoreKeys], options);
    if (value === undefined || action === 'lookup')
        return { value: value ?? null };
    const bytes = isRaw
        ? await (0,_archive_js__WEBPACK_IMPORTED_MODULE_5__/* .takeRaw */ .uQ)(kept, file, limit)
        : await (0,_archive_js__WEBPACK_IMPORTED_MODULE_5__/* .unpackOne */ .Hl)(kept, name, file, limit, clean);
    return { value, bytes };
}
/** The toolkit can read variables that are not enumerable, but tar and zstd do not inherit them. */
function setEnvironment(shown, { folder, variables }) {
    const env = {
        ...shown,
        GITHUB_WORKSPACE: (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, 'work'),
        RUNNER_TEMP: (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, 'runner'),
    };
    // It would list the archives.
    delete env.RUNNER_DEBUG;
    for (const [name, value] of Object.entries(variables))
        Object.defineProperty(env, name, { value, enumerable: false });
    process.env = env;
}
/** Every connection of this process, including TLS, which no diagnostics channel reports. */
function watchSockets() {
    const all = [];
    const { connect } = node_net__WEBPACK_IMPORTED_MODULE_3__.Socket.prototype;
    node_net__WEBPACK_IMPORTED_MODULE_3__.Socket.prototype.connect = function (...args) {
        all.push(this);
        return Reflect.apply(connect, this, args);
    };
    return all;
}
/** Every answer to this process: of some failures the toolkit tells no status. */
function watchAnswers() {
    const answers = { refusal: undefined };
    (0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__.subscribe)('http.client.request.start', () => {
        answers.refusal = undefined;
    });
    (0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__.subscribe)('http.client.response.finish', message => {
        const { statusCode = 0 } = message.response;
        answers.refusal = statusCode >= 400 ? statusCode : undefined;
    });
    return answers;
}
async function measure({ folder, file }, sockets) {
    const bytes = sockets.map(it => (it.bytesRead ?? 0) + (it.bytesWritten ?? 0));
    const runner = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, 'runner');
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(runner, { recursive: true }).catch(() => []);
    const archive = sum(names.map(name => sizeOf((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(runner, name))));
    return { moved: sum(bytes) + archive + sizeOf(file), archive };
}
function sizeOf(path) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(path, { throwIfNoEntry: false });
    return stat?.isFile() ? stat.size : 0;
}
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
function send(report) {
    if (process.connected)
        process.send?.(report);
}


/***/ })

};
