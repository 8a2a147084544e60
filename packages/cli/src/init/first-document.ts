/** The document that `concordat init` writes: small, complete, and ready for every other command. */
export function firstDocument(name: string): string {
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  return `openapi: 3.1.0
info:
  title: ${title}
${restOfDocument}`
}

const restOfDocument = `  version: 0.1.0
  description: A first document. Edit it, then run \`concordat generate\`.
servers:
  - url: http://localhost:3000
paths:
  /notes:
    get:
      operationId: listNotes
      summary: List notes, newest first
      parameters:
        - name: limit
          in: query
          description: How many notes at most.
          schema: { type: integer, minimum: 1, maximum: 100, default: 20 }
      responses:
        '200':
          description: The notes.
          content:
            application/json:
              schema:
                type: array
                items: { $ref: '#/components/schemas/Note' }
        '400': { $ref: '#/components/responses/BadRequest' }
    post:
      operationId: createNote
      summary: Write a note
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/NewNote' }
            example: { text: Water the plants }
      responses:
        '201':
          description: The note as it was stored.
          headers:
            Location:
              description: Where the note can be read.
              required: true
              schema: { type: string, format: uri-reference }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Note' }
        '400': { $ref: '#/components/responses/BadRequest' }
  /notes/{id}:
    parameters:
      - name: id
        in: path
        required: true
        description: The note's id.
        schema: { type: integer, minimum: 1 }
    get:
      operationId: getNote
      summary: Read a note
      responses:
        '200':
          description: The note.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Note' }
        '400': { $ref: '#/components/responses/BadRequest' }
        '404': { $ref: '#/components/responses/NotFound' }
components:
  schemas:
    NewNote:
      type: object
      required: [text]
      additionalProperties: false
      properties:
        text: { type: string, minLength: 1, maxLength: 2000 }
    Note:
      type: object
      required: [id, text, createdAt]
      properties:
        id: { type: integer, minimum: 1 }
        text: { type: string, minLength: 1, maxLength: 2000 }
        createdAt: { type: string, format: date-time }
    Problem:
      type: object
      required: [title, status]
      properties:
        title: { type: string }
        status: { type: integer }
        detail: { type: string }
  responses:
    BadRequest:
      description: The request breaks this document.
      content:
        application/problem+json:
          schema: { $ref: '#/components/schemas/Problem' }
    NotFound:
      description: There is no such note.
      content:
        application/problem+json:
          schema: { $ref: '#/components/schemas/Problem' }
`
