export const id = 60;
export const ids = [60];
export const modules = {

/***/ 7060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  serveActionsCache: () => (/* binding */ serveActionsCache)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
;// CONCATENATED MODULE: ./build/caches/actions-cache/archive.js




/** The file is larger than allowed. */
class TooBig extends Error {
}
/** Milliseconds between checks of the size of a file that is being unpacked. */
const SIZE_CHECK_INTERVAL_MS = 20;
/**
 * Replaces tar. The toolkit unpacks with `-P`, which lets an archive write wherever this user can; so instead of
 * unpacking, this keeps the archive.
 */
const STAND_IN = `#!/bin/sh
if [ "$1" = -xf ]; then exec ln "$2" "$NIX_CI_KEPT/"; fi
PATH=$NIX_CI_PATH
exec "\${0##*/}" "$@"
`;
/**
 * Writes replacements for tar into a folder.
 * @returns environment variables by which the toolkit finds them and they keep archives in `kept`
 */
async function standInForTar(folder, kept, path) {
    // On macOS the toolkit prefers gtar, with other arguments.
    const names = ['tar', ...((await isOnPath('gtar', path)) ? ['gtar'] : [])];
    for (const name of names)
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, name), STAND_IN, { mode: 0o755 });
    return { PATH: `${folder}${external_node_path_.delimiter}${path}`, NIX_CI_PATH: path, NIX_CI_KEPT: kept };
}
async function isOnPath(name, path) {
    for (const folder of path.split(external_node_path_.delimiter)) {
        const entries = await (0,promises_.readdir)(folder || '.').catch(() => []);
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
    const [archive] = await (0,promises_.readdir)(kept);
    if (!archive)
        throw new Error('no archive was downloaded');
    const unpacker = archive.endsWith('.tgz') ? ['-z'] : ['--use-compress-program', 'unzstd'];
    const argv = ['-xOf', (0,external_node_path_.join)(kept, archive), ...unpacker, '--', name];
    const file = await (0,promises_.open)(to, 'wx', 0o600);
    try {
        // tar writes to the file directly: piping through this process takes twice the time.
        const tar = (0,external_node_child_process_.spawn)('tar', argv, { env, stdio: ['ignore', file.fd, 'pipe'] });
        let stderr = '';
        tar.stderr?.on('data', (chunk) => {
            if (stderr.length < 1000)
                stderr += chunk;
        });
        const closed = (0,external_node_events_.once)(tar, 'close');
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

;// CONCATENATED MODULE: ./build/caches/actions-cache/child.js





/** Milliseconds between progress reports. */
const REPORT_INTERVAL_MS = 200;
/** Serves one request of the parent with `@actions/cache`, then exits. */
async function serveActionsCache() {
    const request = await new Promise(resolve => process.once('message', resolve));
    process.once('disconnect', () => process.exit(1));
    const sockets = watchSockets();
    const cache = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(752), __webpack_require__.e(955), __webpack_require__.e(773)]).then(__webpack_require__.bind(__webpack_require__, 1773));
    const timer = setInterval(() => void measure(request, sockets).then(send), REPORT_INTERVAL_MS);
    const report = await serve(request, cache).catch((error) => ({
        error: error.message,
        ...(error instanceof TooBig ? { tooBig: true } : {}),
    }));
    clearInterval(timer);
    await new Promise(resolve => process.send?.(report, undefined, {}, () => resolve()));
    // Open connections would keep the process alive.
    process.exit(0);
}
async function serve(request, cache) {
    const { action, name, key, restoreKeys, folder, file, limit } = request;
    const clean = { ...process.env };
    const kept = (0,external_node_path_.join)(folder, 'kept');
    const shown = await standInForTar((0,external_node_path_.join)(folder, 'bin'), kept, clean.PATH ?? '');
    setEnvironment({ ...clean, ...shown }, request);
    // A relative path: the service compares it, and it is the same on every machine.
    if (action === 'save')
        return { value: await cache.saveCache([name], key) };
    const value = await cache.restoreCache([name], key, [...restoreKeys]);
    if (value === undefined)
        return {};
    return { value, bytes: await unpackOne(kept, name, file, limit, clean) };
}
/** The toolkit can read variables that are not enumerable, but tar and zstd do not inherit them. */
function setEnvironment(shown, { folder, variables }) {
    const env = {
        ...shown,
        GITHUB_WORKSPACE: (0,external_node_path_.join)(folder, 'work'),
        RUNNER_TEMP: (0,external_node_path_.join)(folder, 'runner'),
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
    const { connect } = external_node_net_.Socket.prototype;
    external_node_net_.Socket.prototype.connect = function (...args) {
        all.push(this);
        return Reflect.apply(connect, this, args);
    };
    return all;
}
async function measure({ folder, file }, sockets) {
    const bytes = sockets.map(it => (it.bytesRead ?? 0) + (it.bytesWritten ?? 0));
    const runner = (0,external_node_path_.join)(folder, 'runner');
    const names = await (0,promises_.readdir)(runner, { recursive: true }).catch(() => []);
    const archive = sum(names.map(name => sizeOf((0,external_node_path_.join)(runner, name))));
    return { moved: sum(bytes) + archive + sizeOf(file), archive };
}
function sizeOf(path) {
    const stat = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    return stat?.isFile() ? stat.size : 0;
}
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
function send(report) {
    if (process.connected)
        process.send?.(report);
}


/***/ })

};
