// Runs one npm package over JSON Lines of cases: `node extraction_peers.mjs PACKAGE CASES ANSWERS`. Each is called the way
// its own documentation shows; where it takes one text, that is subject, text and HTML without tags. Prints the seconds that
// the calls took. The packages lie in node_modules of the working directory.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [, , name, casesFile, answersFile] = process.argv
const require = createRequire(process.cwd() + '/')

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
function withoutTags (html) {
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<br\s*\/?>|<\/(p|div|td|tr|li|h\d)>/gi, '\n')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#\d+|\w+);/g, (all, e) => e[0] === '#' ? String.fromCodePoint(+e.slice(1)) : entities[e] ?? all)
}
const oneText = c => [c.subject, c.text ?? (c.html ? withoutTags(c.html) : '')].filter(Boolean).join('\n')

const callers = {
  'parse-otp-message': async () => {
    const parse = require('parse-otp-message')
    return c => parse(oneText(c))?.code
  },
  '@onedaydevelopers/otp-detector': async () => {
    const { extractOTPFromEmail } = require('@onedaydevelopers/otp-detector')
    return c => extractOTPFromEmail({ subject: c.subject ?? '', text: c.text ?? '', html: c.html ?? '' })
  },
  'otp-message-extractor': async () => {
    const { extractOTP } = await import(pathToFileURL(require.resolve('otp-message-extractor')))
    return c => extractOTP(oneText(c))
  }
}

function valueOf (found) {
  if (found === null || found === undefined || found === false) return null
  if (typeof found === 'object') return found.code ?? found.otp ?? found.value ?? null
  return String(found)
}

const cases = readFileSync(casesFile, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line))
const call = await callers[name]()
const began = process.hrtime.bigint()
const found = cases.map(c => { try { return valueOf(call(c)) } catch { return null } })
const seconds = Number(process.hrtime.bigint() - began) / 1e9
writeFileSync(answersFile, cases.map((c, i) =>
  JSON.stringify({ id: c.id, type: found[i] === null ? null : 'otp', value: found[i] })).join('\n') + '\n')
console.log(seconds)
