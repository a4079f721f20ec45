export { createSealOpener, type SealOpener, type SealTrust } from './seal-opener.ts'
export { sha256 } from './sha256.ts'
export { createSignJws } from './sign-jws.ts'
export { createVerifyJws } from './verify-jws.ts'
