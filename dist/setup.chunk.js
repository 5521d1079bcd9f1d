export const id = 719;
export const ids = [719];
export const modules = {

/***/ 1426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ probeDaemon)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4276);


/** WORKER_MAGIC_1 and _2 of worker-protocol.hh; numbers are 64-bit little-endian. */
const GREETING = 0x6e697863n;
const REPLY = 0x6478696fn;
/** Lix refuses clients older than 1.35 since 2.94. Up to 1.35, a greeting needs only two flags. */
const OUR_PROTOCOL = 0x123n;
/** The first protocol with the daemon's version; Nix 2.8 speaks 1.34. */
const VERSION_SINCE = 0x121n;
const NUMBER_BYTES = 8;
/**
 * Performs a client's handshake: a daemon that accepts connections may hang, or have another version than the programs.
 * @param timeout milliseconds
 */
function probeDaemon(socket = _paths_js__WEBPACK_IMPORTED_MODULE_1__/* .DAEMON_SOCKET */ .Xs, timeout = 15_000) {
    return new Promise(resolve => {
        const connection = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)(socket);
        let received = Buffer.alloc(0);
        let isConnected = false;
        const finish = (answer) => {
            clearTimeout(timer);
            connection.destroy();
            resolve(answer);
        };
        const timer = setTimeout(() => finish(parseReply(received) ?? { state: 'silent' }), timeout);
        connection.once('connect', () => {
            isConnected = true;
            connection.write(numbers(GREETING));
        });
        connection.on('data', (chunk) => {
            const before = received.length;
            received = Buffer.concat([received, chunk]);
            if (before < 2 * NUMBER_BYTES && received.length >= 2 * NUMBER_BYTES) {
                const answer = parseReply(received);
                if (!answer)
                    return finish({ state: 'refuses' });
                const theirs = protocolOf(received);
                if (theirs < VERSION_SINCE)
                    return finish(answer);
                // Flags: no CPU affinity, no reserved space.
                connection.write(numbers(theirs < OUR_PROTOCOL ? theirs : OUR_PROTOCOL, 0n, 0n));
            }
            const version = versionIn(received);
            if (version !== undefined)
                finish({ state: 'answers', version });
        });
        const close = () => finish(parseReply(received) ?? { state: isConnected ? 'refuses' : 'absent' });
        connection.once('error', close);
        connection.once('close', close);
    });
}
function numbers(...values) {
    const buffer = Buffer.alloc(values.length * NUMBER_BYTES);
    for (const [index, value] of values.entries())
        buffer.writeBigUInt64LE(value, index * NUMBER_BYTES);
    return buffer;
}
function parseReply(received) {
    const isReply = received.length >= 2 * NUMBER_BYTES && received.readBigUInt64LE(0) === REPLY;
    return isReply ? { state: 'answers', version: undefined } : undefined;
}
function protocolOf(received) {
    return received.readBigUInt64LE(NUMBER_BYTES);
}
/** The version string after magic and protocol; undefined until all of it has arrived. */
function versionIn(received) {
    const start = 3 * NUMBER_BYTES;
    if (received.length < start)
        return undefined;
    const length = Number(received.readBigUInt64LE(2 * NUMBER_BYTES));
    return received.length < start + length
        ? undefined
        : received.toString('utf8', start, start + length);
}


/***/ }),

/***/ 7638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ht: () => (/* binding */ daemonLog),
/* harmony export */   LC: () => (/* binding */ startDaemon),
/* harmony export */   SL: () => (/* binding */ findDaemon),
/* harmony export */   ZI: () => (/* binding */ stopDaemon),
/* harmony export */   m: () => (/* binding */ daemonAnswers),
/* harmony export */   oz: () => (/* binding */ ownProcess)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1814);
/* harmony import */ var _host_process_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2853);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1469);
/* harmony import */ var _daemon_handshake_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1426);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4276);









/** Path of our own daemon's log. @param folder main's private directory */
function daemonLog(folder) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'daemon.log');
}
/** How long to wait for the socket. */
const DAEMON_START_TIMEOUT_S = 15;
/**
 * Starts a process in the background as root and prints its pid. The pid is also written to a file, for post in case main
 * is killed before it can save what it started. In a session of its own: a runner that gives main a terminal, as act does,
 * hangs it up when main ends, and Nix exits on SIGHUP even if that is ignored. (macOS has no setsid.)
 */
const BACKGROUND = 'log=$1; shift; trap "" HUP; $(command -v setsid) "$@" >"$log" 2>&1 </dev/null & echo $! >"$log.pid"; echo $!';
/** Whether a process listens on the socket. */
function daemonAnswers(socket = _paths_js__WEBPACK_IMPORTED_MODULE_8__/* .DAEMON_SOCKET */ .Xs) {
    return new Promise(resolve => {
        const connection = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.connect)(socket);
        connection.once('connect', () => {
            connection.destroy();
            resolve(true);
        });
        connection.once('error', () => resolve(false));
    });
}
/**
 * Starts the daemon; if it is a systemd service, also checks that it responds: systemd listens on the socket even if it
 * cannot start the service.
 * @param log path of our own daemon's log
 * @returns its process; undefined if it is a systemd service
 * @throws ActionError with the end of its log, or where to find it
 */
async function startDaemon(plan, executor, log) {
    const started = await startListening(plan, executor, log);
    if (started || (await (0,_daemon_handshake_js__WEBPACK_IMPORTED_MODULE_7__/* .probeDaemon */ .n)()).state === 'answers')
        return started;
    await stopService(plan, executor);
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ActionError */ .lZ(`The Nix daemon does not respond on ${_paths_js__WEBPACK_IMPORTED_MODULE_8__/* .DAEMON_SOCKET */ .Xs}: systemd cannot run nix-daemon.service.`, 'Check its log (journalctl -u nix-daemon) and its settings (systemctl cat nix-daemon.service; an earlier Nix may have left drop-ins), or set nix-mode: single-user.');
}
/** Starts the daemon and waits until it accepts connections. */
async function startListening(plan, executor, log) {
    if (await daemonAnswers())
        await replaceStale(plan, executor);
    await executor.all(plan.start);
    const started = plan.process ? await startProcess(plan.process, executor, log) : undefined;
    for (let waited = 0; waited < DAEMON_START_TIMEOUT_S * 1000; waited += 10) {
        if (await daemonAnswers())
            return started;
        if (started && hasEnded(started.pid))
            break;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(10);
    }
    if (started)
        await stopDaemon(started, executor);
    const output = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(log, 'utf8').catch(() => '')).trim().slice(-2000);
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ActionError */ .lZ(`The Nix daemon does not respond on ${_paths_js__WEBPACK_IMPORTED_MODULE_8__/* .DAEMON_SOCKET */ .Xs}. Its log: ${output || 'empty'}`, 'Set nix-mode: single-user, or find out why the daemon cannot run on this machine.');
}
/** A daemon of a removed install would keep the socket, with another version and other settings. */
async function replaceStale(plan, executor) {
    await stopService(plan, executor);
    await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_4__/* .root */ .z)('Replacing a stale daemon', 'rm', '-f', _paths_js__WEBPACK_IMPORTED_MODULE_8__/* .DAEMON_SOCKET */ .Xs));
}
async function stopService({ stop }, executor) {
    // systemd may no longer know the units of an earlier install.
    for (const command of stop)
        await executor.one(command).catch(() => { });
}
async function startProcess({ program, env }, executor, log) {
    const variables = Object.entries({
        HOME: '/var/empty',
        PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
        ...env,
    });
    const clean = ['env', '-i', ...variables.map(([name, value]) => `${name}=${value}`)];
    const why = 'Starting the Nix daemon';
    const printed = await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_4__/* .root */ .z)(why, '/bin/sh', '-c', BACKGROUND, 'sh', log, ...clean, program));
    const pid = Number(printed.trim());
    const [daemon] = (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .withDescendants */ .dz)(await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)(), pid);
    return { pid, birth: daemon?.birth ?? '' };
}
/** How long sudo and {@link BACKGROUND} may take. */
const LAUNCH_TIMEOUT_MS = 5000;
/**
 * The running daemon that writes a log, if any. Waits for the shell that starts it: that shell outlives a killed main, and
 * a daemon without a known pid could not be stopped.
 */
async function findDaemon(log) {
    for (let waited = 0; waited < LAUNCH_TIMEOUT_MS && (await isStarting(log)); waited += 20)
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(20);
    const pid = Number(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`${log}.pid`, 'utf8').catch(() => ''));
    const daemon = (await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)()).find(entry => entry.pid === pid);
    return daemon && { pid, birth: daemon.birth };
}
async function isStarting(log) {
    return (await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)()).some(({ command }) => command.includes(log));
}
function hasEnded(pid) {
    try {
        process.kill(pid, 0);
        return false;
    }
    catch (error) {
        // EPERM: it exists and belongs to root.
        return error.code === 'ESRCH';
    }
}
/** Stops our own daemon and its descendants; does nothing if the process is gone. */
async function stopDaemon(daemon, executor) {
    const family = familyOf(daemon, await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)());
    if (family.length === 0)
        return;
    await kill('-TERM', family, executor);
    let remaining = family;
    for (let waited = 0; waited < 2000; waited += 20) {
        remaining = survivors(remaining, await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)());
        if (remaining.length === 0)
            return;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(20);
    }
    await kill('-KILL', remaining, executor);
}
/** Those still running, with their descendants: a connection's process can outlive the daemon and be reparented. */
function survivors(family, table) {
    const alive = family.filter(({ pid, birth }) => table.some(entry => entry.pid === pid && entry.birth === birth));
    return [...new Set(alive.flatMap(({ pid }) => (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .withDescendants */ .dz)(table, pid)))];
}
/** The saved state may be forged, so only a nix-daemon with that start time counts as ours. */
function familyOf({ pid, birth }, table) {
    const [daemon, ...children] = (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .withDescendants */ .dz)(table, pid);
    if (!daemon || daemon.birth !== birth || !daemon.command.includes('nix-daemon'))
        return [];
    return [daemon, ...children];
}
async function kill(signal, processes, executor) {
    const pids = processes.map(({ pid }) => String(pid));
    // Fails if some are gone already, which is fine.
    await executor
        .one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_4__/* .root */ .z)('Stopping the Nix daemon', '/bin/sh', '-c', 'kill "$@"', 'sh', signal, ...pids))
        .catch(() => { });
}
/** The plan for a daemon that we run ourselves. @param bin the directory of Nix's programs */
function ownProcess(bin, env) {
    return { start: [], stop: [], process: { program: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bin, 'nix-daemon'), env } };
}


/***/ }),

/***/ 3768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ otherJobs),
/* harmony export */   k: () => (/* binding */ Roots)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _host_access_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6093);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1327);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1469);
/* harmony import */ var _runner_state_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3866);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7726);








/** Where Nix lists indirect GC roots. */
const AUTO_ROOTS = '/nix/var/nix/gcroots/auto';
/**
 * GC roots of this job, as links in a directory that post removes. On a shared store they protect what this job has built
 * and fetched from a garbage collection between steps. (nix-store(1), --add-root)
 */
class Roots {
    #nix;
    #env;
    #ctx;
    #kept = new Set();
    #number = 0;
    #hasFailed = false;
    #pending = Promise.resolve();
    /** @param env with the settings of Nix, without credentials */
    constructor(nix, env, ctx) {
        this.#nix = nix;
        this.#env = env;
        this.#ctx = ctx;
    }
    /** Whether others may collect garbage in this store: it existed before this job. */
    get isShared() {
        return this.#nix.install === 'found';
    }
    /** A new link path, for a call of Nix that creates its own root (`--out-link`, `--add-root`). */
    async link(name) {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#ctx.folder, 'roots');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(folder, { recursive: true });
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `${name}-${this.#number++}`);
    }
    /** Creates roots for paths in a shared store; skips missing paths. Never throws. */
    async keep(paths) {
        if (!this.isShared)
            return;
        const fresh = [...new Set(paths)].filter(path => path.startsWith('/nix/store/') && !this.#kept.has(path) && (0,_host_access_js__WEBPACK_IMPORTED_MODULE_3__/* .isPresent */ .Wo)(path));
        for (const path of fresh)
            this.#kept.add(path);
        try {
            for (let first = 0; first < fresh.length; first += _store_js__WEBPACK_IMPORTED_MODULE_7__/* .MAX_PATHS_PER_CALL */ .Vv)
                await this.#add(fresh.slice(first, first + _store_js__WEBPACK_IMPORTED_MODULE_7__/* .MAX_PATHS_PER_CALL */ .Vv));
        }
        catch (error) {
            if (!this.#hasFailed)
                this.#ctx.logger.notice(`A garbage collection on this machine may remove builds of this job: Nix could not create GC roots. ${(0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .formatError */ .Wk)(error)}`, 'GC roots');
            this.#hasFailed = true;
        }
    }
    /** The same while the job goes on. */
    keepSoon(paths) {
        const pending = this.#pending;
        this.#pending = Promise.all([pending, paths.then(all => this.keep(all)).catch(() => { })]);
    }
    /** Waits for what is to be kept. */
    async settled() {
        await this.#pending;
    }
    /** Creates the links of indirect roots as Nix does, in a store of this user. @returns whether they are all there */
    async #linked(paths) {
        try {
            // A store in which nothing had a root yet has no such folder.
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(AUTO_ROOTS, { recursive: true });
            for (const path of paths) {
                const link = await this.link('kept');
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.symlink)(path, link);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.symlink)(link, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(AUTO_ROOTS, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()));
            }
            return true;
        }
        catch {
            return false;
        }
    }
    /** Paths that another job is building exist but are not valid yet: filters them out only after a failure. */
    async #add(paths, areValid = false) {
        if (this.#nix.mode === 'single-user' && (await this.#linked(paths)))
            return;
        const root = ['--add-root', await this.link('kept'), '--indirect'];
        const argv = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#nix.bin, 'nix-store'), '--realise', ...root, ...paths];
        const { code, stderr } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(argv, { env: this.#env, cwd: '/' });
        if (code === 0)
            return;
        if (areValid)
            throw new Error(`nix-store --add-root: ${stderr.trim().slice(-500)}`);
        const valid = await new _store_js__WEBPACK_IMPORTED_MODULE_7__/* .Store */ .il(this.#nix, this.#env).valid(paths);
        if (valid.length > 0)
            await this.#add(valid, true);
    }
}
/** The directories of other jobs that are using the action on this store, found by their GC roots. */
async function otherJobs(ours) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(AUTO_ROOTS).catch(() => []);
    const targets = await Promise.all(names.map(name => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(AUTO_ROOTS, name)).catch(() => '')));
    const folders = targets.flatMap(target => new RegExp(`^(.*/${_runner_state_js__WEBPACK_IMPORTED_MODULE_6__/* .RUN_DIR_PREFIX */ .jk}[^/]+/${_runner_state_js__WEBPACK_IMPORTED_MODULE_6__/* .PRIVATE_DIR */ .A9})/`).exec(target)?.[1] ?? []);
    const others = [...new Set(folders)].filter(folder => folder !== ours);
    const exists = await Promise.all(others.map(mayExist));
    return others.filter((_, index) => exists[index]);
}
/** True as well if this user may not read the parent directory. */
async function mayExist(folder) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(folder).then(() => true, ({ code }) => code === 'EACCES');
}


/***/ }),

/***/ 8955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ gatherFacts),
/* harmony export */   z: () => (/* binding */ isInMemory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var _host_access_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6093);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1327);
/* harmony import */ var _conf_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1764);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4276);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(861);








const PROXY = /^(https?|ftp|all|no)_proxy$/i;
const CA_BUNDLES = [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/ssl/cert.pem',
    '/etc/ssl/ca-bundle.pem',
    '/etc/ssl/certs/ca-bundle.crt',
    '/etc/pki/tls/certs/ca-bundle.crt',
];
/** `unshare` flags for the namespaces that Nix's sandbox uses. */
const NAMESPACES = ['--mount', '--pid', '--fork', '--mount-proc', '--net', '--ipc', '--uts'];
const FIND_USER_TOOLS = 'PATH="$PATH:/usr/sbin:/sbin"; command -v groupadd && command -v useradd';
/** Inspects the machine without changing it. */
async function gatherFacts(system, env) {
    const user = (0,node_os__WEBPACK_IMPORTED_MODULE_2__.userInfo)();
    const linux = system.endsWith('-linux');
    const isRoot = user.uid === 0;
    const sudo = isRoot || (await succeeds(['sudo', '-n', 'true'], env));
    const asRoot = isRoot ? [] : ['sudo', '-n'];
    const [buildUsers, canAddUsers, rootSandbox, userSandbox, conf, tmpfs, leftUnits, mac] = await Promise.all([
        buildUsersOf(linux, env),
        linux && succeeds(['/bin/sh', '-c', FIND_USER_TOOLS], env),
        linux && sudo && succeeds([...asRoot, 'unshare', ...NAMESPACES, 'true'], env),
        linux &&
            !isRoot &&
            succeeds(['unshare', '--user', '--map-root-user', ...NAMESPACES, 'true'], env),
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .SYSTEM_CONF */ .BD, 'utf8').catch(() => ''),
        isInMemory('/tmp'),
        linux ? linksIntoNix(_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .SYSTEMD_UNITS */ .wT) : [],
        linux ? {} : darwinFacts(env),
    ]);
    return {
        system,
        cores: (0,node_os__WEBPACK_IMPORTED_MODULE_2__.availableParallelism)(),
        user: { name: user.username, uid: user.uid, gid: user.gid },
        root: isRoot ? 'self' : sudo ? 'sudo' : 'none',
        systemd: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/run/systemd/system'),
        nixFolder: await stateOfNix(),
        ...buildUsers,
        leftUnits,
        database: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/nix/var/nix/db/db.sqlite'),
        canAddUsers,
        sandbox: { root: rootSandbox, user: userSandbox },
        memoryTmp: { root: tmpfs, user: tmpfs && !env.TMPDIR },
        caBundle: [env.NIX_SSL_CERT_FILE ?? '', ...CA_BUNDLES].find(node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync),
        kvm: linux ? await stateOfKvm() : 'absent',
        etcConf: (0,_conf_js__WEBPACK_IMPORTED_MODULE_6__/* .parseConf */ .sA)(conf).settings,
        daemonEnv: Object.fromEntries(Object.entries(env).filter(([name]) => PROXY.test(name))),
        ...mac,
    };
}
async function darwinFacts(env) {
    const [device, synthetic, product] = await Promise.all([
        (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['stat', '-f', '%Sd', '/'], { env }),
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)('/etc/synthetic.conf', 'utf8').catch(() => ''),
        (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['sw_vers', '-productVersion'], { env }),
    ]);
    return {
        disk: device.stdout.trim().replace(/s[0-9].*$/, ''),
        synthetic: /^nix\s*$/m.test(synthetic),
        macos: product.stdout.trim(),
    };
}
async function buildUsersOf(linux, env) {
    if (linux)
        return linuxBuildUsers(env);
    const { code, stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['dscl', '.', '-read', `/Groups/${_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .BUILD_GROUP */ .X2}`, 'GroupMembership'], { env });
    return {
        buildUsers: code === 0 ? list(stdout.replace(/^GroupMembership:/, ''), ' ').length : undefined,
    };
}
async function linuxBuildUsers(env) {
    const { code, stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['getent', 'group', _plan_js__WEBPACK_IMPORTED_MODULE_7__/* .BUILD_GROUP */ .X2], { env });
    const members = list(stdout.trim().split(':')[3] ?? '', ',');
    const candidates = [...new Set([...members, ...(0,_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .linuxUserNames */ .GZ)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.availableParallelism)())])];
    // Prints those that exist.
    const { stdout: users } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['getent', 'passwd', ...candidates], { env });
    const existing = list(users, '\n').map(line => line.split(':')[0] ?? '');
    return {
        buildUsers: code === 0 ? members.filter(name => existing.includes(name)).length : undefined,
        missingUsers: members.filter(name => !existing.includes(name)),
        leftUsers: existing.filter(name => !members.includes(name)),
    };
}
function list(text, separator) {
    return text.split(separator).filter(item => item.trim() !== '');
}
/** Those of the files that are links to a file below /nix, whether it exists or not. */
async function linksIntoNix(files) {
    const targets = await Promise.all(files.map(file => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)(file).catch(() => '')));
    return files.filter((_, index) => targets[index]?.startsWith('/nix/'));
}
async function stateOfNix() {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/nix'))
        return 'absent';
    return (await (0,_host_access_js__WEBPACK_IMPORTED_MODULE_3__/* .isAccessible */ .dp)('/nix', node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK)) ? 'writable' : 'closed';
}
async function stateOfKvm() {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/dev/kvm'))
        return 'absent';
    return (await (0,_host_access_js__WEBPACK_IMPORTED_MODULE_3__/* .isAccessible */ .dp)('/dev/kvm', node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.R_OK | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK)) ? 'open' : 'closed';
}
/** File system type of a tmpfs in statfs (linux/magic.h). */
const TMPFS_MAGIC = 0x01021994;
/** Whether a path is on a tmpfs. */
async function isInMemory(path) {
    const { type } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.statfs)(path).catch(() => ({ type: undefined }));
    return type === TMPFS_MAGIC;
}
async function succeeds(argv, env) {
    const { code } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(argv, { env }).catch(() => ({ code: undefined }));
    return code === 0;
}


/***/ }),

/***/ 2134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ linux),
/* harmony export */   r: () => (/* binding */ STOP_SERVICE)
/* harmony export */ });
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1814);
/* harmony import */ var _daemon_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7638);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(861);



const linux = { decompressor: ['xz', '-dc'], planPrerequisites, planDaemon };
/** The prerequisites of an install on Linux: directories, and the build users, created during unpacking. */
function planPrerequisites(mode, facts, unpackFolder) {
    return mode === 'daemon'
        ? { folders: daemonFolders(unpackFolder), users: [...buildUsers(facts), ...enableKvm(facts)] }
        : { folders: userFolders(facts, unpackFolder), users: enableKvm(facts) };
}
function daemonFolders(unpackFolder) {
    const folders = ['/nix', ..._plan_js__WEBPACK_IMPORTED_MODULE_2__/* .NIX_FOLDERS */ ._7, '/etc/nix', unpackFolder];
    return [(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('Creating /nix', 'install', '-d', '-m', '0755', ...folders)];
}
function userFolders({ user, nixFolder }, unpackFolder) {
    const owner = ['-o', String(user.uid), '-g', String(user.gid)];
    const why = 'Creating /nix';
    const createNix = (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'install', '-d', '-m', '0755', ...owner, '/nix');
    return [
        ...(nixFolder === 'writable' ? [] : [createNix]),
        { argv: ['mkdir', '-p', ..._plan_js__WEBPACK_IMPORTED_MODULE_2__/* .NIX_FOLDERS */ ._7, unpackFolder], as: 'user', description: why },
    ];
}
/**
 * Adds the user to the group explicitly: Nix reads the group's member list, so a primary group is not enough. All users
 * are created by one command, because each sudo takes as long as creating a user.
 */
const USERADD = `useradd --system --no-user-group --gid ${_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .BUILD_GROUP */ .X2} --groups ${_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .BUILD_GROUP */ .X2} --no-create-home --home-dir /var/empty --shell /sbin/nologin`;
function buildUsers({ buildUsers, missingUsers = [], leftUsers = [], cores }) {
    const why = 'Creating build users';
    const wanted = buildUsers ? [] : (0,_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .linuxUserNames */ .GZ)(cores);
    // Nix refuses to build if a member of the group does not exist as a user.
    const users = [...new Set([...wanted, ...missingUsers])];
    const created = users.filter(name => !leftUsers.includes(name));
    const existing = users.filter(name => leftUsers.includes(name));
    const group = buildUsers === undefined ? `groupadd --system ${_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .BUILD_GROUP */ .X2} && ` : '';
    // The same PATH that facts.ts uses to find them.
    const script = `PATH="$PATH:/usr/sbin:/sbin"; ${group}for user; do ${USERADD} "$user" || exit; done`;
    return [
        ...(group || created.length > 0 ? [(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, '/bin/sh', '-c', script, 'sh', ...created)] : []),
        ...existing.map(name => (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'usermod', '--append', '--groups', _plan_js__WEBPACK_IMPORTED_MODULE_2__/* .BUILD_GROUP */ .X2, name)),
    ];
}
/** Opens /dev/kvm to everyone, because builds run as build users. No udev rule: it lasts until the next boot. */
function enableKvm({ kvm, root: access }) {
    return kvm === 'closed' && access !== 'none'
        ? [(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('Enabling KVM', 'chmod', '0666', '/dev/kvm')]
        : [];
}
/** The daemon is a systemd service on a machine with systemd, else our own process. */
function planDaemon(facts, nix) {
    if (!facts.systemd) {
        return (0,_daemon_js__WEBPACK_IMPORTED_MODULE_1__/* .ownProcess */ .oz)(`${nix}/bin`, facts.daemonEnv);
    }
    const units = `${nix}/lib/systemd/system`;
    const why = 'Starting the Nix daemon';
    const { leftUnits = [] } = facts;
    const left = (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('Removing the systemd units of a removed Nix', 'rm', '-f', ...leftUnits);
    return {
        start: [
            ...systemdEnvironment(facts),
            ...(leftUnits.length > 0 ? [left] : []),
            (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'systemctl', 'link', `${units}/nix-daemon.service`, `${units}/nix-daemon.socket`),
            (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'systemctl', 'start', 'nix-daemon.socket'),
        ],
        stop: STOP_SERVICE,
    };
}
const DROP_IN = '/run/systemd/system/nix-daemon.service.d';
/** Stops the systemd service. Its unit remains, without the job's environment. */
const STOP_SERVICE = [
    (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('Stopping the Nix daemon', 'systemctl', 'stop', 'nix-daemon.socket', 'nix-daemon.service'),
    (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)("Removing the job's proxy settings from the daemon", 'rm', '-f', `${DROP_IN}/nix-ci.conf`),
];
/** A drop-in below /run, so that a proxy of this job does not outlive the next boot. */
function systemdEnvironment({ daemonEnv }) {
    // A percent sign starts a systemd specifier (systemd.unit(5)).
    const lines = Object.entries(daemonEnv).map(([name, value]) => `Environment=${JSON.stringify(`${name}=${value}`).replaceAll('%', '%%')}\n`);
    if (lines.length === 0)
        return [];
    const why = "Passing the job's proxy settings to the daemon";
    return [
        (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'install', '-d', DROP_IN),
        { ...(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'tee', `${DROP_IN}/nix-ci.conf`), input: `[Service]\n${lines.join('')}` },
    ];
}


/***/ }),

/***/ 5719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keepNix: () => (/* binding */ keepNix),
  setupNix: () => (/* binding */ setupNix)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/host/access.js
var access = __webpack_require__(6093);
// EXTERNAL MODULE: ./build/host/executor.js
var host_executor = __webpack_require__(1814);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/nix/access-tokens.js
var access_tokens = __webpack_require__(3593);
;// CONCATENATED MODULE: ./build/nix/advisories.json
const advisories_namespaceObject = /*#__PURE__*/JSON.parse('{"w":[{"id":"CVE-2024-45593","flavor":"nix","since":["2.24.0"],"last":"2.24.5","fixed":["2.24.6"]},{"id":"CVE-2025-52993","flavor":"nix","since":["0"],"last":"2.29.0","fixed":["2.24.15","2.26.4","2.28.4","2.29.1"]},{"id":"CVE-2025-52993","flavor":"lix","since":["0"],"last":"2.93.0","fixed":["2.91.2","2.92.2","2.93.1"]},{"id":"CVE-2025-53819","flavor":"nix","kernel":"darwin","since":["2.30.0"],"last":"2.30.0","fixed":["2.30.1"]},{"id":"CVE-2026-39860","flavor":"nix","kernel":"linux","since":["2.18.2","2.19.4","2.20.5"],"last":"2.34.4","fixed":["2.28.6","2.29.3","2.30.4","2.31.4","2.32.7","2.33.4","2.34.5"]},{"id":"CVE-2026-44028","flavor":"nix","since":["2.24.4"],"last":"2.34.6","fixed":["2.28.7","2.29.4","2.30.5","2.31.5","2.32.8","2.33.6","2.34.7"]},{"id":"CVE-2026-44028","flavor":"lix","since":["2.93.0"],"last":"2.95.1","fixed":["2.93.4","2.94.2","2.95.2"]}]}');
// EXTERNAL MODULE: ./build/nix/version.js
var nix_version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/nix/advisories.js


const ADVISORIES = advisories_namespaceObject.w;
/** Pure: the ids of the vulnerabilities of a release. */
function advisoriesOf(nix) {
    return ADVISORIES.filter(it => isAffected(it, nix)).map(({ id }) => id);
}
/** Pure: the first release without known vulnerabilities, from the same release line if possible. */
function fixedIn(nix) {
    const fixed = ADVISORIES.filter(({ flavor }) => flavor === nix.flavor)
        .flatMap(advisory => advisory.fixed)
        .filter(version => (0,nix_version/* isAtLeast */.du)(version, nix.version) && advisoriesOf({ ...nix, version }).length === 0)
        .sort(nix_version/* compareVersions */.Zy);
    return fixed.find(version => lineOf(version) === lineOf(nix.version)) ?? fixed[0];
}
/** Pure: the warning about an installed or existing Nix; undefined if it has no known vulnerability. */
function warningOf(nix) {
    const ids = advisoriesOf(nix);
    if (ids.length === 0)
        return undefined;
    const name = nix.flavor === 'lix' ? 'Lix' : 'Nix';
    const problem = `${name} ${nix.version} has known vulnerabilities that let a build become root: ${ids.join(', ')}.`;
    const fixed = fixedIn(nix);
    const fix = nix.install === 'installed'
        ? `set nix-version: ${fixed}`
        : 'upgrade it on the runner, unless your distribution has patched it';
    return `${problem} Fixed in ${name} ${fixed}: ${fix}.`;
}
function isAffected({ flavor, kernel, since, last, fixed }, nix) {
    if (flavor !== nix.flavor || (kernel && !nix.system.endsWith(`-${kernel}`)))
        return false;
    const inLine = (versions) => versions.find(version => lineOf(version) === lineOf(nix.version));
    const first = inLine(since) ?? since[0] ?? last;
    const fix = inLine(fixed);
    return ((0,nix_version/* isAtLeast */.du)(nix.version, first) &&
        (0,nix_version/* isAtLeast */.du)(last, nix.version) &&
        !(fix && (0,nix_version/* isAtLeast */.du)(nix.version, fix)));
}
/** `2.34` of `2.34.7`. */
function lineOf(version) {
    return version.split('.').slice(0, 2).join('.');
}

// EXTERNAL MODULE: ./build/nix/builders.js
var builders = __webpack_require__(3498);
// EXTERNAL MODULE: ./build/nix/conf.js
var nix_conf = __webpack_require__(1764);
// EXTERNAL MODULE: ./build/nix/daemon.js
var nix_daemon = __webpack_require__(7638);
// EXTERNAL MODULE: ./build/nix/daemon-handshake.js
var daemon_handshake = __webpack_require__(1426);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
;// CONCATENATED MODULE: ./build/nix/daemon-watch.js




/** Last lines of the daemon's log that are shown, and how much of it is read for them. */
const MAX_LOG_LINES = 10;
const MAX_LOG_CHARS = 16_000;
/** What it logs for each client, also for one that only checks whether it listens. */
const ROUTINE_LINE = /^accepted connection from |^reaped child process \d+, status = (?:succeeded|failed with exit code \d+)$|^unexpected Nix daemon error: error: (?:unexpected end-of-file|interrupted by the user)$/;
const TITLE = 'Nix daemon';
/**
 * Checks whether the daemon still answers: a command or the out-of-memory killer may have stopped it. Restarts our own
 * daemon; for another one, warns once and says where its log is.
 */
class DaemonWatch {
    #ours;
    #logger;
    #answers;
    #process;
    #restarted = async () => { };
    #checking;
    #isGone = false;
    constructor(ours, logger, answers = () => (0,nix_daemon/* daemonAnswers */.m)()) {
        this.#ours = ours;
        this.#process = ours?.process;
        this.#logger = logger;
        this.#answers = answers;
    }
    /** The process to stop at the end; undefined if we did not start one. */
    get process() {
        return this.#process;
    }
    /** @param listener receives each restarted process */
    onRestart(listener) {
        this.#restarted = listener;
    }
    /** Whether it answers, after a restart if necessary. Concurrent calls share one check. */
    check() {
        this.#checking ??= this.#check().finally(() => {
            this.#checking = undefined;
        });
        return this.#checking;
    }
    /** The last lines that our own daemon logged, without routine ones. */
    async lastLines() {
        const text = this.#ours ? await (0,promises_.readFile)(this.#ours.log, 'utf8').catch(() => '') : '';
        return (0,lib_text/* escapeInvisibleText */.Us)((0,external_node_util_.stripVTControlCharacters)(text.slice(-MAX_LOG_CHARS)))
            .split('\n')
            .filter(line => line.trim() !== '' && !ROUTINE_LINE.test(line))
            .slice(-MAX_LOG_LINES);
    }
    async #check() {
        if (await this.#answers())
            return true;
        if (!this.#ours)
            return this.#gone(FOREIGN);
        // A restart truncates its log.
        const lines = await this.lastLines();
        const last = lines.length > 0
            ? `Last lines of its log:\n${lines.join('\n')}`
            : 'Its log does not say why: the machine may have run out of memory, or a command killed it.';
        try {
            this.#process = await this.#ours.start();
            await this.#restarted(this.#process);
            this.#logger.warning(`The Nix daemon stopped during the job and was restarted. ${last}`, TITLE);
            return true;
        }
        catch (error) {
            const reason = error.message;
            return this.#gone(`The Nix daemon stopped during the job and could not be restarted: ${reason}\n${last}`);
        }
    }
    /** Warns once. */
    #gone(message) {
        if (!this.#isGone)
            this.#logger.warning(message, TITLE);
        this.#isGone = true;
        return false;
    }
}
const FOREIGN = 'The Nix daemon on this machine no longer responds. This job did not start it, so it is not restarted. Check its log: journalctl -u nix-daemon.';

// EXTERNAL MODULE: ./build/nix/detect.js
var detect = __webpack_require__(533);
;// CONCATENATED MODULE: ./build/nix/eval-cores.js




const NAME = 'eval-cores';
/** Lets Determinate Nix evaluate on all cores, instead of one, unless `eval-cores` is set anywhere. */
async function evalCores({ flavor }, users, env) {
    if (flavor !== 'determinate')
        return [];
    const system = (0,external_node_path_.join)(env.NIX_CONF_DIR || '/etc/nix', 'nix.conf');
    const files = [system, ...(0,access_tokens/* userConfFiles */.xv)([], env).split(':')];
    const given = [...users, ...(0,nix_conf/* parseConf */.sA)(env.NIX_CONFIG ?? '').settings];
    const isSet = (await setsEvalCores(given, '/')) || (await anySetsEvalCores(files, new Set()));
    return isSet ? [] : [{ name: NAME, value: '0' }];
}
async function anySetsEvalCores(files, seen) {
    for (const file of files) {
        if (seen.has(file))
            continue;
        seen.add(file);
        const text = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
        if (await setsEvalCores((0,nix_conf/* parseConf */.sA)(text).settings, (0,external_node_path_.dirname)(file), seen))
            return true;
    }
    return false;
}
/** Whether these settings, or a file that they include, set `eval-cores`. */
async function setsEvalCores(settings, folder, seen = new Set()) {
    if (settings.some(({ name }) => name === NAME))
        return true;
    const included = settings.filter(({ name }) => name.endsWith('include'));
    return anySetsEvalCores(included.map(({ value }) => (0,external_node_path_.resolve)(folder, value)), seen);
}

// EXTERNAL MODULE: ./build/nix/gc-roots.js
var gc_roots = __webpack_require__(3768);
// EXTERNAL MODULE: ./build/nix/home.js
var home = __webpack_require__(6089);
// EXTERNAL MODULE: ./build/nix/isolation.js
var isolation = __webpack_require__(9132);
// EXTERNAL MODULE: ./build/nix/netrc.js
var netrc = __webpack_require__(6188);
// EXTERNAL MODULE: ./build/nix/paths.js
var paths = __webpack_require__(4276);
// EXTERNAL MODULE: ./build/nix/install/plan.js
var plan = __webpack_require__(861);
;// CONCATENATED MODULE: ./build/nix/install/darwin.js





const APFS_UTIL = '/System/Library/Filesystems/apfs.fs/Contents/Resources/apfs.util';
/** The official installer's number: Apple uses 300 to 304 since macOS 15 (NixOS/nix#10892). */
const GROUP_ID = 350;
/** macOS has no xz, but its tar decompresses xz. */
const darwin = { decompressor: undefined, planPrerequisites, planDaemon };
/** The first Nix that requires macOS 14; Lix does not. */
const NEEDS_MACOS_14 = '2.34.8';
/**
 * Checks early, because the daemon would fail with a dynamic linker error that does not name the cause.
 * @throws ActionError if this macOS is too old for that Nix
 */
function checkMacos(version, { macos }) {
    if (!macos || (0,nix_version/* isAtLeast */.du)(macos, '14'))
        return;
    if (!(0,nix_version/* hasFeature */.jI)({ version, flavor: (0,nix_version/* guessFlavor */.O$)(version) }, NEEDS_MACOS_14))
        return;
    throw new errors/* ActionError */.lZ(`Nix ${version} needs macOS 14 or newer; this machine has macOS ${macos}.`, 'Update macOS, or set nix-version: 2.34.7, the newest known release that supports it.');
}
/**
 * The prerequisites of an install on macOS: an APFS volume, mounted at /nix until the next boot (no fstab, no launchd: a
 * runner does not reboot), and the build users, created during unpacking.
 */
function planPrerequisites(mode, facts, unpackFolder) {
    const folders = [...volume(facts), ...rootFolders(mode, facts, unpackFolder)];
    return { folders, users: mode === 'daemon' ? buildUsers(facts) : [] };
}
/** The root volume is read-only, so /nix is a separate volume; synthetic.conf creates its mount point. */
function volume({ nixFolder, synthetic, disk }) {
    if (nixFolder !== 'absent')
        return [];
    const why = 'Creating the /nix volume';
    const shell = (script) => (0,host_executor/* root */.z)(why, '/bin/sh', '-c', script);
    const add = ['addVolume', disk || 'disk1', 'APFS', 'Nix Store', '-mountpoint', '/nix'];
    return [
        ...(synthetic ? [] : [shell("printf 'nix\\n' >> /etc/synthetic.conf")]),
        // Both forms can report an error after succeeding, so the next command checks for /nix.
        shell(`${APFS_UTIL} -t || ${APFS_UTIL} -B || true`),
        shell('for i in $(seq 150); do test -d /nix && exit 0; sleep 0.1; done; exit 1'),
        (0,host_executor/* root */.z)(why, 'diskutil', 'apfs', ...add),
        (0,host_executor/* root */.z)(why, 'diskutil', 'enableOwnership', '/nix'),
        // If this fails, builds are only slower.
        (0,host_executor/* root */.z)('Disabling Spotlight on /nix', '/bin/sh', '-c', 'mdutil -i off /nix || true'),
    ];
}
function rootFolders(mode, { user }, unpackFolder) {
    const why = 'Creating /nix';
    if (mode === 'daemon') {
        return [(0,host_executor/* root */.z)(why, 'install', '-d', '-m', '0755', ...plan/* NIX_FOLDERS */._7, '/etc/nix', unpackFolder)];
    }
    return [
        (0,host_executor/* root */.z)(why, 'chown', `${user.uid}:${user.gid}`, '/nix'),
        { argv: ['mkdir', '-p', ...plan/* NIX_FOLDERS */._7, unpackFolder], as: 'user', description: why },
    ];
}
function buildUsers({ cores, buildUsers: existing }) {
    if (existing)
        return [];
    const why = 'Creating build users';
    const create = ['-o', 'create', '-r', 'Nix build group', '-i', String(GROUP_ID)];
    const group = (0,host_executor/* root */.z)(why, 'dseditgroup', ...create, plan/* BUILD_GROUP */.X2);
    const users = (0,plan/* buildUserNames */.W4)(cores).map((usual, index) => {
        const name = `_${usual}`;
        const record = `/Users/${name}`;
        const attributes = [
            ['UniqueID', String(GROUP_ID + 1 + index)],
            ['PrimaryGroupID', String(GROUP_ID)],
            ['IsHidden', '1'],
            ['NFSHomeDirectory', '/var/empty'],
            ['UserShell', '/sbin/nologin'],
        ];
        return [
            ...attributes.map(([key, value]) => withRetries(why, 'dscl', '.', '-create', record, key, value)),
            withRetries(why, 'dseditgroup', '-o', 'edit', '-t', 'user', '-a', name, plan/* BUILD_GROUP */.X2),
        ];
    });
    return existing === undefined ? [group, ...users.flat()] : users.flat();
}
/** Retries: the directory service of a new machine sometimes fails with eNotYetImplemented (NixOS/nix#12140). */
function withRetries(why, ...argv) {
    const again = 'for i in 1 2 3 4; do "$@" && exit; sleep 1; done; exec "$@"';
    return (0,host_executor/* root */.z)(why, '/bin/sh', '-c', again, 'sh', ...argv);
}
/** The daemon is our own process: launchd takes seconds and only helps machines that reboot. */
function planDaemon(facts, nix) {
    // As in Nix's launchd file: otherwise macOS kills a daemon that forks after using a framework.
    const env = { OBJC_DISABLE_INITIALIZE_FORK_SAFETY: 'YES', ...facts.daemonEnv };
    return (0,nix_daemon/* ownProcess */.oz)(`${nix}/bin`, env);
}

// EXTERNAL MODULE: ./build/nix/install/linux.js
var linux = __webpack_require__(2134);
// EXTERNAL MODULE: ./build/nix/install/settings.js
var install_settings = __webpack_require__(4039);
;// CONCATENATED MODULE: ./build/nix/install/complete.js











/**
 * Creates what the daemon of an existing Nix needs outside /nix (build users, settings, the build directory), for example
 * on a new machine that mounts /nix from a persistent disk. Leaves what an administrator has set up unchanged.
 */
async function completeNix(found, facts, options, executor) {
    const { buildUsers, missingUsers = [], canAddUsers, system } = facts;
    const isLinux = system.endsWith('-linux');
    const lacksUsers = !buildUsers || missingUsers.length > 0;
    if (lacksUsers && (canAddUsers || !isLinux) && (await wantsBuildUsers(found, executor))) {
        const { users } = (isLinux ? linux/* linux */.p : darwin).planPrerequisites('daemon', facts, '');
        await executor.all(users);
    }
    if (!(0,external_node_fs_.existsSync)(paths/* SYSTEM_CONF */.BD)) {
        const settings = (0,install_settings/* systemSettings */.Vo)(options, 'daemon', found.version, facts, found.flavor);
        await executor.one(planSettings(settings, options));
        if ((0,install_settings/* lacksNetrc */.Jt)(settings, found.flavor))
            await (0,netrc/* emptyDaemonNetrc */.i5)(executor);
    }
    if ((0,install_settings/* buildsInMemory */.We)('daemon', found.version, facts))
        await executor.one((0,install_settings/* createBuildDir */.G1)('root'));
}
/** Keeps a dangling symlink: somebody put it there. */
function planSettings(settings, options) {
    const script = 'test -h "$1" && exit; install -d -m 0755 /etc/nix && cat >"$1" && chmod 0644 "$1"';
    return {
        ...(0,host_executor/* root */.z)(`Writing ${paths/* SYSTEM_CONF */.BD}`, '/bin/sh', '-c', script, 'sh', paths/* SYSTEM_CONF */.BD),
        input: (0,nix_conf/* formatConf */.GC)((0,nix_conf/* mergeConf */.No)(settings, options.conf)),
    };
}
/** Whether the administrator's settings make the daemon build as members of {@link BUILD_GROUP}. */
async function wantsBuildUsers({ bin, version }, executor) {
    if (!(0,external_node_fs_.existsSync)(paths/* SYSTEM_CONF */.BD))
        return true;
    const nix = ['env', '-i', 'HOME=/var/empty', (0,external_node_path_.join)(bin, 'nix')];
    const features = ['--extra-experimental-features', 'nix-command'];
    const why = "Reading the daemon's settings";
    try {
        const printed = await executor.one((0,host_executor/* root */.z)(why, ...nix, ...features, ...(0,isolation/* showConfig */.ux)(version)));
        const settings = JSON.parse(printed);
        const isAuto = settings['auto-allocate-uids']?.value === true;
        return settings['build-users-group']?.value === plan/* BUILD_GROUP */.X2 && !isAuto;
    }
    catch {
        // The daemon reports what is wrong with them.
        return false;
    }
}

// EXTERNAL MODULE: ./build/nix/install/facts.js
var install_facts = __webpack_require__(8955);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/nix/release.js + 1 modules
var nix_release = __webpack_require__(3654);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./build/host/http.js + 1 modules
var host_http = __webpack_require__(9831);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
;// CONCATENATED MODULE: ./build/nix/install/download.js










/** Seconds of a server's Retry-After that are honored at most. */
const MAX_RETRY_AFTER_S = 60;
/** Leading bytes of a download that are returned. */
const HEAD_BYTES = 64;
/**
 * Downloads an http, https or file URL and hashes its bytes. Retries after connection errors, stalls, short bodies, 408,
 * 429 and 5xx; uses the proxies of the environment (http_proxy, https_proxy, no_proxy).
 * @param open returns the sink for the bytes of an attempt; the download does not wait for it, and it may close early
 * @throws ActionError that names the URL and the server's answer
 */
async function download(url, open, options = {}) {
    return download_withRetries(url, options, () => fetchTo(url, open, options));
}
/**
 * Downloads a small text (a `.sha256` file); undefined if it does not exist (404, 410, a missing file).
 * @throws ActionError as {@link download}
 */
async function downloadText(url, options = {}) {
    try {
        return await download_withRetries(url, options, async () => {
            const { body } = await request(url, options);
            return (0,consumers_.text)(body);
        });
    }
    catch (error) {
        const cause = error instanceof Error ? error.cause : undefined;
        if (cause instanceof host_http/* PermanentError */.Dr && (cause.status === 404 || cause.status === 410))
            return undefined;
        throw error;
    }
}
async function download_withRetries(url, options, attempt) {
    const attempts = options.attempts ?? 5;
    const firstWait = options.firstWait ?? 1;
    try {
        return await (0,p_retry/* default */.Ay)(attempt, {
            retries: attempts - 1,
            minTimeout: 0,
            shouldRetry: ({ error }) => isTransient(error),
            ...(0,object/* defined */.s)({ signal: options.cancel }),
            onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
                if (retriesLeft === 0 || !isTransient(error) || options.cancel?.aborted)
                    return;
                options.onRetry?.(`${url}: ${(0,host_http/* describeRequestError */.tM)(error)}; ${(0,format/* plural */.LS)(retriesLeft, 'attempt')} left`);
                const asked = error instanceof host_http/* TransientError */.N_ ? (error.retryAfter ?? 0) : 0;
                const own = firstWait * 2 ** (attemptNumber - 1) * (1 + Math.random());
                const wait = Math.max(own, Math.min(asked, MAX_RETRY_AFTER_S));
                await (0,external_node_timers_promises_.setTimeout)(wait * 1000, undefined, (0,object/* defined */.s)({ signal: options.cancel }));
            },
        });
    }
    catch (error) {
        options.cancel?.throwIfAborted();
        const attempted = isTransient(error) ? ` after ${attempts} attempts` : '';
        throw new errors/* ActionError */.lZ(`Could not download ${url}${attempted}: ${(0,host_http/* describeRequestError */.tM)(error)}`, 'Check the URL (inputs nix-version and nix-release-url), and the network and proxy settings of the runner.', { cause: error });
    }
}
function isTransient(error) {
    // A TypeError: what cannot be sent.
    return !(error instanceof host_http/* PermanentError */.Dr || error instanceof TypeError);
}
async function fetchTo(url, open, options) {
    const { body, length } = await request(url, options);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const target = open();
    let bytes = 0;
    let head = Buffer.alloc(0);
    for await (const chunk of body) {
        if (bytes < HEAD_BYTES)
            head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
        hash.update(chunk);
        bytes += chunk.length;
        if (target.writable)
            target.write(chunk);
    }
    if (length !== undefined && bytes !== length) {
        throw new host_http/* TransientError */.N_(`the connection closed after ${bytes} of ${length} bytes`);
    }
    target.end();
    return { bytes, sha256: hash.digest('hex'), head };
}
async function request(url, options) {
    if (new URL(url).protocol === 'file:')
        return openFile((0,external_node_url_.fileURLToPath)(url));
    const http = (0,host_http/* openHttp */.fb)(options.stall ?? host_http/* STALL_TIMEOUT_S */.tJ, 5);
    const response = await http.request(url, { cancel: options.cancel });
    const status = response.statusCode;
    if (status !== 200) {
        response.body.on('error', () => { }).destroy();
        if (status !== 408 && status !== 429 && status < 500)
            throw new host_http/* PermanentError */.Dr(status, `the server returned HTTP ${status}`);
        throw new host_http/* TransientError */.N_(`the server returned HTTP ${status}`, (0,host_http/* retryAfter */.P9)(response.headers['retry-after']));
    }
    const length = Number(response.headers['content-length'] ?? Number.NaN);
    return { body: response.body, length: Number.isNaN(length) ? undefined : length };
}
async function openFile(path) {
    try {
        const handle = await (0,promises_.open)(path);
        const about = await handle.stat();
        if (about.isFile())
            return { body: handle.createReadStream(), length: about.size };
        await handle.close();
        throw new Error('not a file');
    }
    catch (error) {
        throw new host_http/* PermanentError */.Dr(404, `cannot read the file: ${error.message}`);
    }
}

;// CONCATENATED MODULE: ./build/nix/install/archive.js


/**
 * Downloads a release's tarball and checks its SHA-256; use none of its contents before this returns.
 * @param open returns the sink for the bytes of an attempt (see {@link download})
 * @param notice called if the hash comes from neither the input nor the table
 * @throws ActionError if the download fails or is not the expected archive
 */
async function fetchArchive(release, open, notice, options = {}) {
    const expected = release.sha256 ?? (await publishedHash(release, notice, options));
    const { sha256, bytes, head } = await download(release.url, open, options);
    if (sha256 === expected)
        return;
    const what = kindOf(head);
    if (what !== undefined) {
        throw new errors/* ActionError */.lZ(`${release.url} is not a Nix release: the server sent ${what} (${bytes} bytes), not an xz archive.`, 'Open the URL in a browser; nix-release-url must point directly to the tarballs.');
    }
    throw new errors/* ActionError */.lZ(`SHA-256 mismatch for ${release.url}: got ${sha256} (${bytes} bytes), expected ${expected}. Nothing was unpacked.`, 'If the tarball is meant to differ from the official one, set nix-sha256 to its hash. Otherwise the download is corrupt or was tampered with.');
}
async function publishedHash({ version, url }, notice, options) {
    const text = await downloadText(`${url}.sha256`, options);
    const sha256 = text?.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
        const problem = text === undefined ? 'does not exist' : 'contains no SHA-256';
        throw new errors/* ActionError */.lZ(`nix-version: the SHA-256 of Nix ${version} is unknown: it is not in the action's table, and ${url}.sha256 ${problem}.`, 'Check nix-version and nix-release-url, or set nix-sha256 to the hash of the tarball.');
    }
    notice(`Nix ${version} is not in the action's table; using the SHA-256 from ${url}.sha256.`);
    return sha256;
}
/** Describes a file that is not an xz archive by its first bytes; undefined for an xz archive. */
function kindOf(head) {
    if (head.subarray(0, 6).equals(Buffer.from('fd377a585a00', 'hex')))
        return undefined;
    if (head.length === 0)
        return 'nothing';
    return /^\s*<(!doctype|html|\?xml)/i.test(head.toString()) ? 'an HTML page' : 'something else';
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/nix/install/decompress.js




/**
 * Bytes of decompressed data that are buffered until the download is verified, usually soon, because decompression is
 * slower. When the buffer is full, the decompressor waits.
 */
const MAX_BUFFERED_BYTES = 64 << 20;
/**
 * Decompresses an archive during its download. Writes nothing to disk: the reader of {@link output} decides when.
 * Can be restarted for another attempt of a download.
 */
class Decompressor {
    #argv;
    #env;
    #child;
    #splice;
    #buffer = new external_node_stream_.PassThrough();
    #finished = Promise.resolve();
    /** @param argv a program that decompresses its input; without one, bytes pass through unchanged */
    constructor(argv, env) {
        this.#argv = argv;
        this.#env = env;
    }
    /** Returns the sink for the archive; discards what an earlier attempt wrote. */
    start() {
        this.abort();
        const buffer = new external_node_stream_.PassThrough({ highWaterMark: MAX_BUFFERED_BYTES });
        this.#buffer = buffer;
        if (!this.#argv)
            return buffer;
        const [program, ...args] = this.#argv;
        const child = (0,external_node_child_process_.spawn)(program, args, {
            cwd: '/',
            env: this.#env,
            stdio: ['pipe', 'pipe', 'pipe'],
        });
        this.#child = child;
        this.#finished = endOf(child, program);
        // Awaited later, or never if the download fails.
        this.#finished.catch(() => { });
        child.stdout.pipe(buffer);
        return child.stdin;
    }
    /**
     * The decompressed bytes of the last attempt; can be read once. What is not decompressed yet bypasses this process: its
     * many small chunks would keep this process busy and slow the decompressor down.
     */
    output() {
        const rest = this.#child?.stdout;
        if (!rest || rest.readableEnded || rest.destroyed)
            return this.#buffer;
        rest.unpipe(this.#buffer);
        const pending = rest.read();
        if (pending)
            this.#buffer.write(pending);
        const splice = (0,external_node_child_process_.spawn)('/bin/sh', ['-c', 'cat <&3; exec cat'], {
            cwd: '/',
            env: this.#env,
            stdio: [rest, 'pipe', 'ignore', 'pipe'],
        });
        // The reader of the output notices that the archive is truncated.
        splice.on('error', () => { });
        this.#splice = splice;
        rest.destroy();
        (0,external_node_stream_.pipeline)(this.#buffer.end(), splice.stdio[3], () => { });
        return splice.stdout;
    }
    /** @throws ActionError if the bytes could not be decompressed */
    finished() {
        return this.#finished;
    }
    /** Stops the running processes. */
    abort() {
        this.#child?.kill('SIGKILL');
        this.#child = undefined;
        this.#splice?.stdio[3]?.destroy();
        this.#buffer.destroy();
    }
}
async function endOf(child, program) {
    let stderr = '';
    child.stderr.on('data', chunk => {
        stderr = (stderr + chunk).slice(-2000);
    });
    // If a program exits without reading its input, its exit code is reported.
    child.stdin.on('error', () => { });
    const [code] = await (0,external_node_events_.once)(child, 'close').catch(error => {
        throw new errors/* ActionError */.lZ(`Unpacking Nix failed: cannot start ${program}.`, `Install ${program} on the runner (in its image or container).`, { cause: error });
    });
    if (code === 0)
        return;
    throw new errors/* ActionError */.lZ(`Unpacking Nix failed: ${program} exited with ${code}: ${stderr.trim()}`, "Check the runner's memory and disk; the hash of the archive is correct.");
}

// EXTERNAL MODULE: ./build/nix/install/mode.js
var install_mode = __webpack_require__(8253);
;// CONCATENATED MODULE: ./build/nix/install/register.js

/**
 * Keeps an existing, identical path, which may be in use; replaces a damaged one that an earlier install left. (Not
 * `mv -n`: it fails for an existing path in coreutils 9.2 to 9.4.)
 */
const MOVE = [
    'old=/nix/store/$path new=$folder/store/$path',
    'if test ! -e "$old"',
    'then mv "$new" /nix/store/',
    'elif ! diff -rq --no-dereference "$old" "$new" >/dev/null 2>&1',
    'then chmod -R u+w "$old"',
    'rm -rf "$old"',
    'mv "$new" /nix/store/',
    // Otherwise its owner could not remove it with the rest of the archive.
    'else chmod -R u+w "$new"',
    'fi',
];
/** Opens the database directly, because there is no daemon yet. */
const REGISTER = [
    'folder=$1 nix=$2; shift 2',
    `for path; do ${MOVE.join('; ')}; done`,
    '(cd /nix/store && chmod -R a-w "$@")',
    'NIX_REMOTE=local "$nix/bin/nix-store" --load-db <"$folder/.reginfo"',
    `ln -sfn "$nix" ${paths/* DEFAULT_PROFILE */.KG}-1-link; ln -sfn default-1-link ${paths/* DEFAULT_PROFILE */.KG}`,
    'rm -rf "$folder"',
];
/**
 * Runs first in daemon mode, as root: sets HOME and writes the settings from standard input to nix.conf. Removes a symlink
 * of an earlier install there, because its target may be missing or not ours. Restores nix.conf on failure: otherwise the
 * next install would take over settings that Nix rejects.
 */
const WRITE_CONF = [
    `export HOME=/var/empty; test ! -h ${paths/* SYSTEM_CONF */.BD} || rm ${paths/* SYSTEM_CONF */.BD}`,
    `if before=$(cat ${paths/* SYSTEM_CONF */.BD} 2>/dev/null)`,
    `then trap 'test $? -eq 0 || printf "%s\\n" "$before" >${paths/* SYSTEM_CONF */.BD}' EXIT`,
    `else trap 'test $? -eq 0 || rm -f ${paths/* SYSTEM_CONF */.BD}' EXIT`,
    'fi',
    `cat >${paths/* SYSTEM_CONF */.BD}`,
];
/**
 * Moves the unpacked store paths into the store and registers them, on Linux and macOS alike. One command, because each
 * sudo takes as long as all of it.
 * @param conf text for the system's nix.conf; written in daemon mode only
 */
function planRegistration(mode, conf, { folder, paths, nix }) {
    const why = 'Registering store paths';
    const argv = (lines) => [
        '/bin/sh',
        '-c',
        ['set -e', ...lines].join('; '),
        'sh',
        folder,
        nix,
        ...paths,
    ];
    return mode === 'daemon'
        ? { argv: argv([...WRITE_CONF, ...REGISTER]), as: 'root', description: why, input: conf }
        : { argv: argv(REGISTER), as: 'user', description: why, isLong: true };
}

;// CONCATENATED MODULE: ./build/nix/install/install.js

















/** Below /nix, so that moving into the store is a rename. */
const UNPACK_PREFIX = '/nix/.unpack-';
/**
 * Installs Nix from a release tarball. Decompresses during the download, but changes nothing on the machine before the
 * hash is verified.
 * @param pendingFacts resolves to the facts of the machine
 * @throws ActionError if Nix cannot be installed
 */
async function installNix(options, system, pendingFacts, ctx) {
    const { version, notice } = (0,nix_release/* resolveVersion */.x)(options.version, system);
    const release = (0,nix_release/* locateRelease */.Ev)(version, system, options.releaseUrl, options.sha256);
    if (notice)
        ctx.logger.notice(notice, 'nix-version');
    const fetching = new AbortController();
    const cancel = AbortSignal.any([ctx.cancel, fetching.signal]);
    const decoder = new Decompressor(platform(system).decompressor, ctx.env);
    try {
        const fetched = fetchArchive(release, () => decoder.start(), message => ctx.logger.notice(message), { onRetry: message => ctx.logger.info(message), cancel });
        // Its rejection is handled by the await below.
        fetched.catch(() => { });
        const facts = await pendingFacts;
        checkMacos(version, facts);
        const { mode, reason } = (0,install_mode/* chooseMode */.j)(options.mode, facts);
        ctx.logger.info(`Installing Nix ${version} for ${system} in ${mode} mode (${reason}) from ${release.url}`);
        warnOfSandbox(mode, facts, ctx);
        await fetched;
        return await install(options, version, mode, facts, decoder, ctx);
    }
    finally {
        fetching.abort();
        decoder.abort();
    }
}
async function install(options, version, mode, facts, decoder, ctx) {
    const executor = new host_executor/* Executor */.Q(facts.root, ctx.env, ctx.cancel, ctx.logger);
    const unpacked = await unpack(mode, facts, decoder, executor);
    // Falls back to the CA bundle of the release.
    const caBundle = facts.caBundle ?? `${unpacked.cacert}/etc/ssl/certs/ca-bundle.crt`;
    // Its programs do not run before they are in the store.
    const flavor = /^\/nix\/store\/\w+-lix-/.test(unpacked.nix) ? 'lix' : 'nix';
    const settings = (0,install_settings/* systemSettings */.Vo)(options, mode, version, { ...facts, caBundle }, flavor);
    const systemConf = (0,nix_conf/* formatConf */.GC)((0,nix_conf/* mergeConf */.No)(settings, [...facts.etcConf, ...options.conf]));
    const registration = planRegistration(mode, systemConf, unpacked);
    if (facts.database)
        await registerOverExisting(registration, mode, unpacked.nix, executor, ctx);
    else
        await executor.one(registration);
    if ((0,install_settings/* lacksNetrc */.Jt)(settings, flavor))
        await (0,netrc/* emptyDaemonNetrc */.i5)(executor);
    if ((0,install_settings/* buildsInMemory */.We)(mode, version, facts))
        await executor.one((0,install_settings/* createBuildDir */.G1)(asOf(mode)));
    const daemonEnv = { ...facts.daemonEnv, ...(0,install_settings/* daemonVariables */.CV)(version, { ...facts, caBundle }) };
    const plan = mode === 'daemon'
        ? platform(facts.system).planDaemon({ ...facts, daemonEnv }, unpacked.nix)
        : undefined;
    const [daemon, about] = await Promise.all([
        plan && (0,nix_daemon/* startDaemon */.LC)(plan, executor, (0,nix_daemon/* daemonLog */.Ht)(ctx.folder)),
        // A mirror may serve another Nix than its URL says.
        (0,detect/* describeNix */.Tg)(`${unpacked.nix}/bin`, ctx.env),
    ]);
    return {
        ...(about ?? { version, flavor: 'nix' }),
        mode,
        nix: unpacked.nix,
        caBundle,
        userSettings: mode === 'daemon' ? [install_settings/* FLAKES */.tH] : (0,nix_conf/* mergeConf */.No)(settings, options.conf),
        daemon,
        daemonPlan: plan,
        service: plan !== undefined && daemon === undefined,
    };
}
/** Registers in a store that an earlier install left, whose database may not match its contents. */
async function registerOverExisting(registration, mode, nix, executor, ctx) {
    const hint = '/nix/var/nix/db from an earlier Nix is not usable. Remove /nix on the runner, then rerun the job.';
    try {
        await executor.one(registration);
    }
    catch (error) {
        ctx.cancel.throwIfAborted();
        throw new errors/* ActionError */.lZ(error.message, hint, { cause: error });
    }
    const argv = ['env', 'HOME=/var/empty', 'NIX_REMOTE=local', `${nix}/bin/nix-store`, '--verify'];
    await executor
        .one({
        argv,
        as: asOf(mode),
        description: 'Removing missing paths from the database',
        isLong: true,
    })
        .catch(error => ctx.logger.warning(`${error.message}\n${hint}`, 'Left by an earlier Nix'));
}
function platform(system) {
    return system.endsWith('-darwin') ? darwin : linux/* linux */.p;
}
/** Unpacks the release below /nix and creates the build users at the same time. */
async function unpack(mode, facts, decoder, executor) {
    const folder = `${UNPACK_PREFIX}${(0,external_node_crypto_.randomUUID)()}`;
    await removeStaleUnpackDirs(mode, executor);
    const prerequisites = platform(facts.system).planPrerequisites(mode, facts, folder);
    await executor.all(prerequisites.folders);
    const form = platform(facts.system).decompressor ? '-xf' : '-xJf';
    const argv = ['tar', form, '-', '-C', folder, '--strip-components=1', '--no-same-owner'];
    const tar = { argv, as: asOf(mode), description: 'Unpacking Nix' };
    const tasks = [
        decoder.finished(),
        executor.one(tar, decoder.output()),
        executor.all(prerequisites.users),
    ];
    try {
        await Promise.all(tasks);
    }
    catch (error) {
        decoder.abort();
        await Promise.allSettled(tasks);
        const remove = {
            argv: ['rm', '-rf', folder],
            description: 'Removing the unpacked files',
            isLong: true,
        };
        await executor.one({ ...tar, ...remove });
        throw error;
    }
    return { folder, ...(await readUnpacked(folder)) };
}
/** Removes leftovers of interrupted installs: hundreds of megabytes each. */
async function removeStaleUnpackDirs(mode, executor) {
    const { dir, base } = (0,external_node_path_.parse)(UNPACK_PREFIX);
    const names = await (0,promises_.readdir)(dir).catch(() => []);
    const stale = names.filter(name => name.startsWith(base)).map(name => (0,external_node_path_.join)(dir, name));
    if (stale.length === 0)
        return;
    const argv = ['/bin/sh', '-c', 'chmod -R u+w "$@"; rm -rf "$@"; true', 'sh', ...stale];
    const why = 'Removing leftovers of an interrupted install';
    await executor.one({ argv, as: asOf(mode), description: why, isLong: true });
}
function asOf(mode) {
    return mode === 'daemon' ? 'root' : 'user';
}
/** Reads the tarball's `install` script and lists its store paths. */
async function readUnpacked(folder) {
    const [script, paths] = await Promise.all([
        (0,promises_.readFile)((0,external_node_path_.join)(folder, 'install'), 'utf8').catch(() => ''),
        (0,promises_.readdir)((0,external_node_path_.join)(folder, 'store')).catch(() => []),
    ]);
    const nix = /^nix="(\/nix\/store\/[^"]+)"$/m.exec(script)?.[1];
    const cacert = /^cacert="(\/nix\/store\/[^"]+)"$/m.exec(script)?.[1];
    if (nix && cacert && paths.length > 0)
        return { paths, nix, cacert };
    throw new errors/* ActionError */.lZ(`The tarball is not a Nix release: ${folder} has no store/ or no install script with nix= and cacert=.`, 'nix-release-url must point to binary tarballs like those on releases.nixos.org.');
}
function warnOfSandbox(mode, facts, ctx) {
    if ((0,install_settings/* canSandbox */.Ws)(mode, facts) || !facts.system.endsWith('-linux'))
        return;
    const hint = mode === 'daemon' || facts.root === 'self'
        ? 'Let the container create namespaces (options: --privileged).'
        : 'Use nix-mode: daemon, or allow unprivileged user namespaces: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0.';
    ctx.logger.warning(`Builds run without a sandbox: this machine does not let Nix create namespaces. ${hint}`, 'No sandbox');
}

;// CONCATENATED MODULE: ./build/nix/install/lock.js


/**
 * Locks a directory that every machine has and no job can replace; writes nothing. flock's command exits when our end of
 * its input closes, however we exit, and the kernel then releases the lock.
 */
const LOCK = ['flock', '-x', '/', '/bin/sh', '-c', 'echo locked; exec cat'];
/** Far more than an install takes, even over a slow network. */
const LOCK_TIMEOUT_S = 900;
/**
 * Runs the body while holding a machine-wide lock, because concurrent installs would interfere with each other. Without
 * flock (macOS), runs it unlocked.
 * @param timeout seconds
 * @throws ActionError if another job holds the lock for too long
 */
async function withInstallLock({ env, cancel, logger }, body, timeout = LOCK_TIMEOUT_S) {
    cancel.throwIfAborted();
    const [program, ...args] = LOCK;
    const child = (0,external_node_child_process_.spawn)(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdin.on('error', () => { });
    const notice = setTimeout(() => logger.info('Waiting for another job that is installing Nix.'), 1000);
    const stop = () => child.kill('SIGKILL');
    cancel.addEventListener('abort', stop);
    try {
        const state = await locked(child, timeout);
        clearTimeout(notice);
        cancel.throwIfAborted();
        if (state === 'late') {
            throw new errors/* ActionError */.lZ(`Another job has been installing Nix on this machine for ${timeout} s.`, 'Check that job. If there is none, stop the process that holds the lock (lsof /).');
        }
        if (state === 'none')
            logger.debug('flock is not available: concurrent installs are not serialized.');
        return await body();
    }
    finally {
        clearTimeout(notice);
        cancel.removeEventListener('abort', stop);
        child.stdin.end();
        child.stdout.destroy();
        child.kill('SIGKILL');
    }
}
function locked(child, timeout) {
    return new Promise(resolve => {
        const timer = setTimeout(resolve, timeout * 1000, 'late');
        const end = (state) => {
            clearTimeout(timer);
            resolve(state);
        };
        child.stdout.once('data', () => end('locked'));
        child.once('error', () => end('none'));
        child.once('close', () => end('none'));
    });
}

// EXTERNAL MODULE: ./build/nix/nix.js
var nix = __webpack_require__(7751);
;// CONCATENATED MODULE: ./build/nix/setup.js
























/**
 * Uses the existing Nix, or installs one.
 * @param found the Nix of the machine
 * @param tokens the settings name this file with credentials, which may not exist yet
 * @throws ActionError if Nix cannot be used or installed
 */
async function setupNix(options, found, tokens, ctx) {
    const installation = await findOrInstall(options, found, tokens, ctx);
    const warning = warningOf(installation.nix);
    // An earlier use in this job has reported it.
    if (warning && !(0,access_tokens/* isLaterUse */.Wi)(ctx.env))
        ctx.logger.warning(warning, 'Vulnerable Nix');
    return installation;
}
async function findOrInstall(options, found, tokens, ctx) {
    const system = (0,nix/* systemOf */.b)(process.platform, process.arch);
    if (found)
        return useExisting(found, system, options, tokens.path, ctx);
    let installed;
    const fresh = await withInstallLock(ctx, async () => {
        installed = await (0,detect/* findNix */.rv)(ctx.env);
        return installed ? undefined : installFresh(system, options, tokens.path, ctx);
    });
    // Installed by another job while this one was waiting.
    if (installed)
        return useExisting(installed, system, options, tokens.path, ctx);
    return fresh;
}
async function installFresh(system, options, tokenFile, ctx) {
    const pendingFacts = (0,install_facts/* gatherFacts */.p)(system, ctx.env);
    const installed = await installNix(options, system, pendingFacts, ctx);
    const { version, flavor, mode, nix, caBundle, userSettings, daemonPlan: plan } = installed;
    const facts = await pendingFacts;
    const executor = new host_executor/* Executor */.Q(facts.root, ctx.env, ctx.cancel, ctx.logger);
    const log = (0,nix_daemon/* daemonLog */.Ht)(ctx.folder);
    const daemon = plan && {
        log,
        process: installed.daemon,
        start: () => (0,nix_daemon/* startDaemon */.LC)(plan, executor, log),
    };
    const used = { bin: `${nix}/bin`, version, flavor, system, mode, install: 'installed' };
    const environment = {
        ...(await jobVariables(userSettings, options, tokenFile, ctx)),
        NIX_SSL_CERT_FILE: caBundle,
        NIX_PROFILES: `${paths/* DEFAULT_PROFILE */.KG} ${(0,home/* userProfile */.vK)(ctx.env)}`,
        // As root, Nix would otherwise bypass the daemon and open the store directly.
        ...(mode === 'daemon' && facts.root === 'self' && { NIX_REMOTE: 'daemon' }),
    };
    return {
        nix: used,
        environment,
        path: [`${paths/* DEFAULT_PROFILE */.KG}/bin`, `${(0,home/* userProfile */.vK)(ctx.env)}/bin`],
        daemon: daemon && new DaemonWatch(daemon, ctx.logger),
        service: installed.service,
        executor,
        roots: new gc_roots/* Roots */.k(used, { ...ctx.env, ...environment }, ctx),
    };
}
async function useExisting(found, system, options, tokenFile, ctx) {
    (0,detect/* checkVersion */.ps)(found, options.version, system);
    ctx.logger.info(`Using the existing Nix ${found.version} (${found.flavor}) in ${found.bin}`);
    const wantsDaemon = ctx.env.NIX_REMOTE === 'daemon';
    const mode = (await ownsStore()) && !wantsDaemon ? 'single-user' : 'daemon';
    // Gathering facts calls sudo, which a runner with a working Nix should not see.
    const isReady = mode === 'daemon' ? await isDaemonRunning(found, ctx) : process.getuid?.() !== 0;
    const facts = isReady ? undefined : await (0,install_facts/* gatherFacts */.p)(system, ctx.env);
    const started = mode === 'daemon' && facts ? await startStoppedDaemon(found, facts, options, ctx) : undefined;
    const settings = (0,install_settings/* foundSettings */.Sx)(mode, facts);
    const { bin, version, flavor } = found;
    const nix = { bin, version, flavor, system, install: 'found', mode };
    const cores = await evalCores(found, options.conf, ctx.env);
    const all = [...options.conf, ...cores, ...settings];
    const environment = await jobVariables(all, options, tokenFile, ctx);
    const roots = new gc_roots/* Roots */.k(nix, { ...ctx.env, ...environment }, ctx);
    return {
        nix,
        environment,
        path: [...(found.onPath ? [] : [found.bin]), ...(0,home/* missingProfile */.mI)(ctx.env)],
        daemon: mode === 'daemon' ? new DaemonWatch(started, ctx.logger) : undefined,
        service: false,
        executor: new host_executor/* Executor */.Q(facts?.root ?? 'none', ctx.env, ctx.cancel, ctx.logger),
        roots,
    };
}
/** Creates a GC root for an existing Nix, which also shows other jobs that this store is in use. */
function keepNix({ nix, roots }) {
    const own = async () => [storePath(await (0,promises_.realpath)((0,external_node_path_.join)(nix.bin, 'nix-store')))];
    if (roots.isShared)
        roots.keepSoon(own());
}
/** Whether this user may write to the store: its database, or the directory to create it in. */
async function ownsStore() {
    const folders = ['/nix/var/nix/db', '/nix/var/nix', '/nix/var', '/nix'];
    return (0,access/* isAccessible */.dp)(folders.find(external_node_fs_.existsSync) ?? '/', external_node_fs_.constants.W_OK);
}
/** The store path that contains a file. */
function storePath(file) {
    return file.split('/').slice(0, 4).join('/');
}
const RESTART = 'Restart it on the runner: systemctl restart nix-daemon.service (macOS: launchctl kickstart -k system/org.nixos.nix-daemon).';
/**
 * Whether a daemon responds; warns if its version differs from that of the programs.
 * @throws ActionError if the daemon is not usable
 */
async function isDaemonRunning({ version, bin }, { logger }) {
    const answer = await (0,daemon_handshake/* probeDaemon */.n)();
    if (answer.state === 'absent')
        return false;
    if (answer.state !== 'answers') {
        const problem = answer.state === 'silent'
            ? 'accepts connections but does not respond'
            : 'closes the connection';
        throw new errors/* ActionError */.lZ(`Nix ${version} (${bin}) is not usable: its daemon on ${paths/* DAEMON_SOCKET */.Xs} ${problem}.`, `${RESTART} Check its log (journalctl -u nix-daemon) and whether its allowed-users setting excludes this user.`);
    }
    if (answer.version !== undefined && answer.version !== version) {
        logger.warning(`The Nix daemon has version ${answer.version}, but the programs in ${bin} have version ${version}: it was not restarted after an upgrade. ${RESTART}`, 'Nix daemon');
    }
    return true;
}
/** Starts the stopped daemon of an existing Nix for this job, also on a new machine. */
async function startStoppedDaemon(found, facts, options, ctx) {
    if (facts.root === 'none') {
        throw new errors/* ActionError */.lZ(`Nix ${found.version} (${found.bin}) is not usable: its daemon does not respond and ${facts.user.name} may not write to its store.`, 'Start the daemon on the runner: systemctl start nix-daemon.socket.');
    }
    const executor = new host_executor/* Executor */.Q(facts.root, ctx.env, ctx.cancel, ctx.logger);
    const env = { ...facts.daemonEnv, ...(0,install_settings/* daemonVariables */.CV)(found.version, facts) };
    const plan = (0,nix_daemon/* ownProcess */.oz)(found.bin, env);
    const log = (0,nix_daemon/* daemonLog */.Ht)(ctx.folder);
    const start = () => withInstallLock(ctx, async () => {
        // Another job may have started it meanwhile.
        if (await (0,nix_daemon/* daemonAnswers */.m)())
            return undefined;
        const now = facts.buildUsers ? facts : await (0,install_facts/* gatherFacts */.p)(facts.system, ctx.env);
        await completeNix(found, now, options, executor);
        return (0,nix_daemon/* startDaemon */.LC)(plan, executor, log);
    });
    const started = await start();
    return started && { log, process: started, start };
}
/**
 * Writes the user's settings to a file of this run.
 * @returns variables that list this run's files before the user's (Nix skips missing files), and a cache directory if HOME
 *   is not writable
 */
async function jobVariables(settings, { acceptFlakeConfig, conf: userSettings }, tokenFile, ctx) {
    const { folder, env } = ctx;
    const conf = (0,external_node_path_.join)(folder, 'nix.conf');
    const accept = acceptFlakeConfig ? [{ name: 'accept-flake-config', value: 'true' }] : [];
    await (0,promises_.writeFile)(conf, (0,nix_conf/* formatConf */.GC)([...accept, ...(0,install_settings/* fallbackSettings */.aZ)(userSettings), ...settings]));
    const files = [tokenFile, ...[access_tokens/* CACHES_CONF */.Ri, builders/* BUILDERS_CONF */.eU].map(name => (0,external_node_path_.join)(folder, name)), conf];
    return { NIX_USER_CONF_FILES: (0,access_tokens/* userConfFiles */.xv)(files, env), ...(await (0,home/* cacheVariables */.e7)(ctx)) };
}


/***/ })

};
