import { runProgram } from './desktop/lifecycle.ts'

runProgram(__dirname)
