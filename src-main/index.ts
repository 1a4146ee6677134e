import { runConsole } from './desktop/lifecycle.ts'

runConsole()
