export const id = 336;
export const ids = [336];
export const modules = {

/***/ 4336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   scriptOf: () => (/* binding */ scriptOf)
/* harmony export */ });
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8444);

/** Long options of bash with a value, and those without one after which bash still reads a file. */
const OPTIONS_WITH_VALUE = ['--rcfile', '--init-file'];
const OPTIONS_WITHOUT_VALUE = '--login --noediting --noprofile --norc --posix --restricted --verbose'.split(' ');
/**
 * The script that a command names: the first program it runs, if that is a path, or the file operand if that program is
 * `bash` or `sh`. Undefined for a program on PATH and for what bash would have to expand.
 */
function scriptOf(command) {
    const first = firstCommand(command);
    if (!first?.name || !(0,_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .isLiteral */ .c)(first.name))
        return undefined;
    const program = first.name.value;
    if (/^(?:\/.*\/)?(?:bash|sh)$/.test(program)) {
        const path = operandOf(first.suffix.filter(it => it.type === 'Word'));
        // bash looks on PATH too for a name without a slash.
        const isFile = path !== undefined && /\/|\.(?:ba)?sh$/.test(path);
        return isFile ? { path, by: 'shell', shell: program } : undefined;
    }
    return program.includes('/') ? { path: program, by: 'itself' } : undefined;
}
/** The first command after assignments; undefined if it is not a simple one, or if an assignment runs something. */
function firstCommand(text) {
    const { commands, errors } = (0,_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .parseScript */ .t)(text);
    if (errors)
        return undefined;
    for (const { command, background } of commands) {
        const list = command.type === 'AndOr' ? command : { commands: [command], operators: [] };
        for (const [at, piped] of list.commands.entries()) {
            const first = piped.type === 'Pipeline' ? piped.commands[0] : piped;
            if (first?.type !== 'Command')
                return undefined;
            // What an assignment runs may create the script.
            if (/[$<>=]\(|`/.test(text.slice(first.pos, first.name?.pos ?? first.end)))
                return undefined;
            if (first.name)
                return first;
            if (piped !== first || background || list.operators[at] === '||')
                return undefined;
        }
    }
    return undefined;
}
/** The file that bash or sh runs; undefined if it reads none (`-c`, `-s`) or only parses it (`-n`). */
function operandOf(words) {
    for (let i = 0; i < words.length; i++) {
        const word = words[i];
        if (!(0,_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .isLiteral */ .c)(word))
            return undefined;
        const { value } = word;
        if (value === '-' || value === '--') {
            const next = words[i + 1];
            return next && (0,_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .isLiteral */ .c)(next) ? next.value : undefined;
        }
        if (OPTIONS_WITH_VALUE.includes(value))
            i++;
        else if (value.startsWith('--')) {
            if (!OPTIONS_WITHOUT_VALUE.includes(value))
                return undefined;
        }
        else if (/^[-+]./.test(value)) {
            if (/^-.*[csn]/.test(value))
                return undefined;
            i += value.match(/[oO]/g)?.length ?? 0;
        }
        else
            return value;
    }
    return undefined;
}


/***/ }),

/***/ 8444:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ isLiteral),
/* harmony export */   t: () => (/* binding */ parseScript)
/* harmony export */ });
/* harmony import */ var unbash__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8989);

/** Parses a text as bash does, without expanding anything: what was read, with the errors of what was not. */
function parseScript(text) {
    try {
        return (0,unbash__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(text);
    }
    catch (error) {
        // Thousands of nested functions overflow the stack.
        return { commands: [], errors: [{ message: String(error), pos: 0 }] };
    }
}
/** Whether bash takes a word as it is, without its quotes: no variable, glob, brace or `~` that it would expand. */
function isLiteral({ text, parts = [] }) {
    const isQuote = (type) => type === 'Literal' || type === 'SingleQuoted';
    return (!text.startsWith('~') &&
        parts.every(part => part.type === 'DoubleQuoted'
            ? part.parts.every(({ type }) => type === 'Literal')
            : isQuote(part.type)));
}


/***/ })

};
