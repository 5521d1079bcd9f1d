export const id = 281;
export const ids = [281];
export const modules = {

/***/ 8281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fetchedNixPath: () => (/* binding */ fetchedNixPath)
/* harmony export */ });
/* unused harmony export fetchOf */
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4869);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1658);
/* harmony import */ var _nix_path_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7311);



/** For one source: the full history of nixpkgs takes minutes. */
const FETCH_TIMEOUT = { seconds: 600, message: 'fetching took longer than 10 min' };
/**
 * A NIX_PATH that Nix reads as intended: fetches what it would split (a URL with a port) or cannot search (a git revision)
 * and uses the store path instead. The setting `nix-path` does not help: even an empty NIX_PATH overrides it, and a job
 * cannot unset one.
 * @param env with the settings of Nix
 * @returns without entries that could not be fetched; each of them is a warning
 */
async function fetchedNixPath({ value, hash }, nix, roots, env, ctx) {
    const entries = [];
    for (const entry of (0,_nix_path_js__WEBPACK_IMPORTED_MODULE_2__/* .splitNixPath */ .pu)(value ?? '')) {
        const [prefix, place] = (0,_nix_path_js__WEBPACK_IMPORTED_MODULE_2__/* .splitEntry */ .$d)(entry);
        if ((0,_nix_path_js__WEBPACK_IMPORTED_MODULE_2__/* .fitsNixPath */ .zU)(entry))
            entries.push(entry);
        else {
            ctx.logger.info(`Fetching ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(place, 300)}, because NIX_PATH cannot contain it.`);
            const { expression, args } = fetchOf(place, hash);
            const argv = ['nix-instantiate', '--eval', '--json', '--strict', '-E', expression, ...args];
            const options = {
                nix,
                env,
                cwd: '/',
                cancel: ctx.cancel,
                time: FETCH_TIMEOUT,
                silence: undefined,
            };
            const result = await (0,_call_js__WEBPACK_IMPORTED_MODULE_1__/* .callNix */ .C)(argv, { ...options, line: () => { } });
            const path = pathIn(result.stdout);
            if (result.code === 0 && path) {
                await roots.keep([path]);
                entries.push(`${prefix}${path}`);
            }
            else {
                const reason = result.timedOut
                    ? FETCH_TIMEOUT.message
                    : (result.log.errors.at(-1) ?? 'Nix failed');
                const name = prefix === '' ? 'An entry of NIX_PATH' : `<${prefix.slice(0, -1)}>`;
                ctx.logger.warning(`${name} is not set: could not fetch ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(place, 300)}: ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(reason, 600)}`, 'NIX_PATH');
            }
        }
    }
    return entries.join(':');
}
/** Pure: the expression with which Nix fetches a place. */
function fetchOf(place, hash) {
    if (place.startsWith('git+'))
        return gitFetch(place);
    if (place.startsWith('flake:')) {
        const features = ['--extra-experimental-features', 'nix-command flakes'];
        const args = ['--argstr', 'reference', place.slice('flake:'.length), ...features];
        return { expression: `{ reference }: "\${builtins.getFlake reference}"`, args };
    }
    const known = hash ? ['--argstr', 'sha256', hash] : [];
    return {
        expression: `{ url, sha256 ? null }: "\${builtins.fetchTarball (if sha256 == null then url else { inherit url sha256; })}"`,
        args: ['--argstr', 'url', place, ...known],
    };
}
/** Without `ref`, Nix looks for the revision in the default branch only, so all refs are fetched. */
function gitFetch(place) {
    const [url = '', search] = place.slice('git+'.length).split('?');
    const query = new URLSearchParams(search);
    const named = ['rev', 'ref'].flatMap(name => {
        const value = query.get(name);
        return value ? [{ name, value }] : [];
    });
    const isShallow = query.get('shallow') === '1';
    // A shallow fetch of all refs would miss the revision; Nix before 2.20 always fetches the full history.
    const all = isShallow ? 'builtins.compareVersions builtins.nixVersion "2.20" < 0' : 'true';
    const flags = [
        ...(query.get('submodules') === '1' ? ['submodules = true;'] : []),
        ...(isShallow ? ['shallow = true;'] : []),
        ...(query.get('rev') && !query.get('ref') ? [`allRefs = ${all};`] : []),
    ];
    for (const name of ['rev', 'ref', 'submodules', 'shallow'])
        query.delete(name);
    const whole = query.size > 0 ? `${url}?${query}` : url;
    const names = ['url', ...named.map(it => it.name)].join(', ');
    const body = [`inherit ${names.replaceAll(',', '')};`, ...flags].join(' ');
    return {
        expression: `{ ${names} }: "\${builtins.fetchGit { ${body} }}"`,
        args: [{ name: 'url', value: whole }, ...named].flatMap(it => ['--argstr', it.name, it.value]),
    };
}
function pathIn(stdout) {
    try {
        const value = JSON.parse(stdout);
        return typeof value === 'string' && value.startsWith('/') ? value : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ })

};
