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




/** The file holds more than it may. */
class TooBig extends Error {
}
/** Milliseconds between looks at the size of a file that is being unpacked. */
const LOOK = 20;
/**
 * Stands for tar. The toolkit unpacks with `-P`, which lets an archive write wherever this user can; so where it would
 * unpack, the archive is kept as it is.
 */
const STAND_IN = `#!/bin/sh
if [ "$1" = -xf ]; then exec ln "$2" "$NIX_CI_KEPT/"; fi
PATH=$NIX_CI_PATH
exec "\${0##*/}" "$@"
`;
/**
 * Puts stand-ins for tar into a folder.
 * @returns variables under which the toolkit finds them, and under which they leave archives in `kept`
 */
async function standInForTar(folder, kept, path) {
    // On macOS the toolkit takes gtar where there is one, with other arguments.
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
 * Unpacks one regular file of the archive in `kept` to a path that must be free. Nothing else is written, whatever the
 * archive holds: tar only prints.
 * @param limit bytes that the file may have
 * @returns its bytes
 * @throws TooBig, or Error where the archive is damaged or holds no such file
 */
async function unpackOne(kept, name, to, limit, env) {
    const [archive] = await (0,promises_.readdir)(kept);
    if (!archive)
        throw new Error('no archive came');
    const unpacker = archive.endsWith('.tgz') ? ['-z'] : ['--use-compress-program', 'unzstd'];
    const argv = ['-xOf', (0,external_node_path_.join)(kept, archive), ...unpacker, '--', name];
    const file = await (0,promises_.open)(to, 'wx', 0o600);
    try {
        // It writes into the file itself: what goes through this process takes twice the time.
        const tar = (0,external_node_child_process_.spawn)('tar', argv, { env, stdio: ['ignore', file.fd, 'pipe'] });
        let said = '';
        tar.stderr?.on('data', (chunk) => {
            if (said.length < 1000)
                said += chunk;
        });
        const ended = (0,external_node_events_.once)(tar, 'close');
        const size = async () => (await file.stat()).size;
        const look = setInterval(async () => {
            if ((await size().catch(() => 0)) > limit)
                tar.kill('SIGKILL');
        }, LOOK);
        const [code] = await ended.finally(() => clearInterval(look));
        const bytes = await size();
        if (bytes > limit)
            throw new TooBig(`${name} in the archive has more than ${limit} bytes`);
        if (code !== 0)
            throw new Error(`the archive cannot be unpacked: ${said}`);
        if (bytes === 0)
            throw new Error(`the archive holds no file ${name}`);
        return bytes;
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./build/caches/actions-cache/child.js





/** Milliseconds between two counts of what was moved. */
const PULSE = 200;
/** Serves one request of the parent with `@actions/cache` and ends the process. */
async function serveActionsCache() {
    const request = await new Promise(resolve => process.once('message', resolve));
    process.once('disconnect', () => process.exit(1));
    const sockets = watchSockets();
    const cache = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(752), __webpack_require__.e(955), __webpack_require__.e(773)]).then(__webpack_require__.bind(__webpack_require__, 1773));
    const beat = setInterval(() => void measure(request, sockets).then(tell), PULSE);
    const report = await serve(request, cache).catch((error) => ({
        error: error.message,
        ...(error instanceof TooBig ? { tooBig: true } : {}),
    }));
    clearInterval(beat);
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
    // A relative path: it is a part of what the service compares, and the same on every machine.
    if (action === 'save')
        return { value: await cache.saveCache([name], key) };
    const value = await cache.restoreCache([name], key, [...restoreKeys]);
    if (value === undefined)
        return {};
    return { value, bytes: await unpackOne(kept, name, file, limit, clean) };
}
/** What is not enumerable can be read by the toolkit, and is not handed on to tar and zstd. */
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
/** Every connection of this process; also those of TLS, which no diagnostics channel tells of. */
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
function tell(report) {
    if (process.connected)
        process.send?.(report);
}


/***/ })

};
