// A task list in Express: an OpenAPI file by hand, zod for validation, JSON Web Tokens, everything in memory.
import { randomUUID } from 'node:crypto'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import jwt from 'jsonwebtoken'
import { z } from 'zod'

const SECRET = process.env.JWT_SECRET ?? 'dev-secret'
const users = [
  { id: 1, email: 'anna@example.com', password: 'correct horse' },
  { id: 2, email: 'ben@example.com', password: 'battery staple' },
]

interface Project {
  id: string
  name: string
  description?: string
  color: string
  createdAt: string
  updatedAt: string
}
interface Task {
  id: number
  projectId: string
  title: string
  notes?: string | null
  status: 'todo' | 'doing' | 'done'
  dueDate?: string | null
  priority: number
}

const projects = new Map<string, Project>()
const tasks = new Map<number, Task>()
let nextTask = 1

class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details?: string[],
  ) {
    super(message)
  }
}

const credentials = z.object({ email: z.email(), password: z.string().min(8) })
const projectInput = z.object({
  name: z.string().min(1).max(100),
  description: z.string().max(1000).optional(),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default('#808080'),
})
const status = z.enum(['todo', 'doing', 'done'])
const taskPatch = z.object({
  title: z.string().min(1).max(200).optional(),
  notes: z.string().max(5000).nullable().optional(),
  status: status.optional(),
  dueDate: z.iso.date().nullable().optional(),
})
const taskInput = z.object({
  title: z.string().min(1).max(200),
  notes: z.string().max(5000).nullable().optional(),
  status: status.default('todo'),
  dueDate: z.iso.date().nullable().optional(),
  priority: z.int().min(1).max(5).default(3),
})
const paging = z.object({
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
const projectQuery = paging.extend({
  q: z.string().optional(),
  sort: z.enum(['name', '-name', 'createdAt', '-createdAt']).default('createdAt'),
})
const taskQuery = paging.extend({ status: status.optional() })

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new HttpError(
    400,
    'Validation failed',
    result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  )
}

function page<T>(all: T[], { page, limit }: { page: number; limit: number }) {
  return {
    data: all.slice((page - 1) * limit, page * limit),
    meta: { page, limit, total: all.length, totalPages: Math.ceil(all.length / limit) },
  }
}

const requireAuth: RequestHandler = (req, _res, next) => {
  const [type, token] = (req.headers.authorization ?? '').split(' ')
  if (type?.toLowerCase() !== 'bearer' || !token) throw new HttpError(401, 'Missing token')
  try {
    jwt.verify(token, SECRET)
  } catch {
    throw new HttpError(401, 'Invalid token')
  }
  next()
}

const findProject = (id: unknown): Project => {
  const project = projects.get(parse(z.uuid(), id))
  if (!project) throw new HttpError(404, 'Project not found')
  return project
}

const findTask = (projectId: unknown, taskId: unknown): Task => {
  const project = findProject(projectId)
  const task = tasks.get(parse(z.coerce.number().int().min(1), taskId))
  if (!task || task.projectId !== project.id) throw new HttpError(404, 'Task not found')
  return task
}

const app = express()
app.use(express.json())

const api = express.Router()
api.post('/login', (req, res) => {
  const { email, password } = parse(credentials, req.body)
  const user = users.find((u) => u.email === email && u.password === password)
  if (!user) throw new HttpError(401, 'Wrong email or password')
  res.json({ token: jwt.sign({ sub: String(user.id) }, SECRET, { expiresIn: '1h' }) })
})

api.use(requireAuth)

api
  .route('/projects')
  .get((req, res) => {
    const query = parse(projectQuery, req.query)
    let all = [...projects.values()]
    if (query.q) {
      const q = query.q.toLowerCase()
      all = all.filter((p) => p.name.toLowerCase().includes(q))
    }
    const key = query.sort.replace('-', '') as 'name' | 'createdAt'
    const factor = query.sort.startsWith('-') ? -1 : 1
    all.sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0) * factor)
    res.json(page(all, query))
  })
  .post((req, res) => {
    const input = parse(projectInput, req.body)
    if ([...projects.values()].some((p) => p.name === input.name))
      throw new HttpError(409, 'A project with this name already exists')
    const now = new Date().toISOString()
    const project: Project = { id: randomUUID(), ...input, createdAt: now, updatedAt: now }
    projects.set(project.id, project)
    res.status(201).location(`/api/projects/${project.id}`).json(project)
  })

api
  .route('/projects/:projectId')
  .get((req, res) => {
    res.json(findProject(req.params.projectId))
  })
  .put((req, res) => {
    const project = findProject(req.params.projectId)
    const input = parse(projectInput, req.body)
    if ([...projects.values()].some((p) => p.name === input.name && p.id !== project.id))
      throw new HttpError(409, 'A project with this name already exists')
    const { id, createdAt } = project
    const changed: Project = { id, ...input, createdAt, updatedAt: new Date().toISOString() }
    projects.set(id, changed)
    res.json(changed)
  })
  .delete((req, res) => {
    const project = findProject(req.params.projectId)
    projects.delete(project.id)
    for (const task of tasks.values()) if (task.projectId === project.id) tasks.delete(task.id)
    res.status(204).end()
  })

api
  .route('/projects/:projectId/tasks')
  .get((req, res) => {
    const project = findProject(req.params.projectId)
    const query = parse(taskQuery, req.query)
    const all = [...tasks.values()].filter(
      (t) => t.projectId === project.id && (!query.status || t.status === query.status),
    )
    res.json(page(all, query))
  })
  .post((req, res) => {
    const project = findProject(req.params.projectId)
    const task: Task = { id: nextTask, projectId: project.id, ...parse(taskInput, req.body) }
    nextTask++
    tasks.set(task.id, task)
    res.status(201).json(task)
  })

api
  .route('/projects/:projectId/tasks/:taskId')
  .get((req, res) => {
    res.json(findTask(req.params.projectId, req.params.taskId))
  })
  .patch((req, res) => {
    const task = findTask(req.params.projectId, req.params.taskId)
    Object.assign(task, parse(taskPatch, req.body))
    res.json(task)
  })
  .delete((req, res) => {
    const task = findTask(req.params.projectId, req.params.taskId)
    tasks.delete(task.id)
    res.sendStatus(204)
  })

app.use('/api', api)

const onError: ErrorRequestHandler = (err, _req, res, _next) => {
  const code: number = err.status ?? err.statusCode ?? 500
  if (code >= 500) console.error(err)
  res
    .status(code)
    .json({
      error: code >= 500 ? 'Internal server error' : err.message,
      ...(err.details ? { details: err.details } : {}),
    })
}
app.use(onError)

app.listen(Number(process.env.PORT), '127.0.0.1')
