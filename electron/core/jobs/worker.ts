import { parentPort } from 'node:worker_threads'
import { serveJobs } from './serve-jobs.ts'
import { jobs } from './table.ts'

if (parentPort === null) throw new Error('The job worker runs only as a worker thread')
serveJobs(parentPort, jobs)
