// A library in NestJS: decorators, class-validator, the document by @nestjs/swagger.
import 'reflect-metadata'
import {
  Body,
  type CanActivate,
  ConflictException,
  Controller,
  Delete,
  type ExecutionContext,
  Get,
  HttpCode,
  Injectable,
  Module,
  NotFoundException,
  Param,
  ParseIntPipe,
  Patch,
  Post,
  Query,
  UnauthorizedException,
  UseGuards,
  ValidationPipe,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import {
  ApiBadRequestResponse,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
  ApiUnauthorizedResponse,
  DocumentBuilder,
  PartialType,
  SwaggerModule,
} from '@nestjs/swagger'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator'

enum Genre {
  Novel = 'novel',
  Poetry = 'poetry',
  Science = 'science',
}

// `IsOptional` would let null pass.
const MayBeLeftOut = () => ValidateIf((_object, value) => value !== undefined)

class ErrorDto {
  @ApiProperty() statusCode!: number
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] })
  message!: string | string[]
  @ApiPropertyOptional() error?: string
}

class CreateAuthorDto {
  @ApiProperty({ minLength: 2, maxLength: 80, example: 'Selma Lagerlöf' })
  @IsString()
  @Length(2, 80)
  name!: string

  @ApiPropertyOptional({ type: 'integer', minimum: 1000, maximum: 2020 })
  @MayBeLeftOut()
  @IsInt()
  @Min(1000)
  @Max(2020)
  born?: number
}

class AuthorDto extends CreateAuthorDto {
  @ApiProperty({ type: 'integer' }) id!: number
}

class CreateBookDto {
  @ApiProperty({ minLength: 1, maxLength: 200 })
  @IsString()
  @Length(1, 200)
  title!: string

  @ApiProperty({ type: 'integer', description: 'id of the author' })
  @IsInt()
  authorId!: number

  @ApiProperty({ enum: Genre })
  @IsEnum(Genre)
  genre!: Genre

  @ApiPropertyOptional({ maxLength: 2000 })
  @MayBeLeftOut()
  @IsString()
  @MaxLength(2000)
  summary?: string

  @ApiPropertyOptional({ type: [String], maxItems: 5 })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(5)
  @IsString({ each: true })
  keywords?: string[]
}

class UpdateBookDto extends PartialType(CreateBookDto, { skipNullProperties: false }) {}

class BookDto extends CreateBookDto {
  @ApiProperty({ type: 'integer' }) id!: number
  @ApiProperty({ type: 'boolean' }) onLoan!: boolean
  @ApiProperty({ format: 'date-time' }) createdAt!: string
}

class BookQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, default: 0 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  offset: number = 0

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 50, default: 10 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit: number = 10

  @ApiPropertyOptional({ enum: Genre })
  @IsOptional()
  @IsEnum(Genre)
  genre?: Genre

  @ApiPropertyOptional({ description: 'part of the title' })
  @IsOptional()
  @IsString()
  search?: string
}

class BookPage {
  @ApiProperty({ type: [BookDto] }) items!: BookDto[]
  @ApiProperty({ type: 'integer' }) total!: number
}

@Injectable()
class Store {
  authors: AuthorDto[] = []
  books: BookDto[] = []
  lastId = 0

  author(id: number): AuthorDto {
    const found = this.authors.find((author) => author.id === id)
    if (!found) throw new NotFoundException(`Author #${id} not found`)
    return found
  }

  book(id: number): BookDto {
    const found = this.books.find((book) => book.id === id)
    if (!found) throw new NotFoundException(`Book #${id} not found`)
    return found
  }
}

@Injectable()
class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, string> }>()
    if (headers.authorization !== 'Bearer librarian') throw new UnauthorizedException()
    return true
  }
}

@ApiTags('authors')
@Controller('authors')
class AuthorsController {
  constructor(private readonly store: Store) {}

  @Get()
  @ApiOkResponse({ type: [AuthorDto] })
  findAll(): AuthorDto[] {
    return this.store.authors
  }

  @Get(':id')
  @ApiOkResponse({ type: AuthorDto })
  @ApiBadRequestResponse({ type: ErrorDto })
  @ApiNotFoundResponse({ type: ErrorDto })
  findOne(@Param('id', ParseIntPipe) id: number): AuthorDto {
    return this.store.author(id)
  }

  @Post()
  @ApiBearerAuth()
  @UseGuards(TokenGuard)
  @ApiCreatedResponse({ type: AuthorDto })
  @ApiBadRequestResponse({ type: ErrorDto })
  @ApiUnauthorizedResponse({ type: ErrorDto })
  create(@Body() dto: CreateAuthorDto): AuthorDto {
    const author = { id: ++this.store.lastId, ...dto }
    this.store.authors.push(author)
    return author
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiBearerAuth()
  @UseGuards(TokenGuard)
  @ApiNoContentResponse()
  @ApiBadRequestResponse({ type: ErrorDto })
  @ApiUnauthorizedResponse({ type: ErrorDto })
  @ApiNotFoundResponse({ type: ErrorDto })
  @ApiConflictResponse({ type: ErrorDto, description: 'The author still has books' })
  remove(@Param('id', ParseIntPipe) id: number): void {
    const author = this.store.author(id)
    if (this.store.books.some((book) => book.authorId === author.id))
      throw new ConflictException('The author still has books')
    this.store.authors = this.store.authors.filter((other) => other !== author)
  }
}

@ApiTags('books')
@Controller('books')
class BooksController {
  constructor(private readonly store: Store) {}

  @Get()
  @ApiOkResponse({ type: BookPage })
  @ApiBadRequestResponse({ type: ErrorDto })
  findAll(@Query() query: BookQuery): BookPage {
    const found = this.store.books.filter(
      (book) =>
        (!query.genre || book.genre === query.genre) &&
        (!query.search || book.title.toLowerCase().includes(query.search.toLowerCase())),
    )
    return { items: found.slice(query.offset, query.offset + query.limit), total: found.length }
  }

  @Get(':id')
  @ApiOkResponse({ type: BookDto })
  @ApiBadRequestResponse({ type: ErrorDto })
  @ApiNotFoundResponse({ type: ErrorDto })
  findOne(@Param('id', ParseIntPipe) id: number): BookDto {
    return this.store.book(id)
  }

  @Post()
  @ApiBearerAuth()
  @UseGuards(TokenGuard)
  @ApiCreatedResponse({ type: BookDto })
  @ApiBadRequestResponse({ type: ErrorDto })
  @ApiUnauthorizedResponse({ type: ErrorDto })
  @ApiNotFoundResponse({ type: ErrorDto, description: 'There is no such author' })
  create(@Body() dto: CreateBookDto): BookDto {
    this.store.author(dto.authorId)
    const createdAt = new Date().toISOString()
    const book = { id: ++this.store.lastId, ...dto, onLoan: false, createdAt }
    this.store.books.push(book)
    return book
  }

  @Patch(':id')
  @ApiBearerAuth()
  @UseGuards(TokenGuard)
  @ApiOkResponse({ type: BookDto })
  @ApiBadRequestResponse({ type: ErrorDto })
  @ApiUnauthorizedResponse({ type: ErrorDto })
  @ApiNotFoundResponse({ type: ErrorDto })
  update(@Param('id', ParseIntPipe) id: number, @Body() dto: UpdateBookDto): BookDto {
    const book = this.store.book(id)
    if (dto.authorId !== undefined) this.store.author(dto.authorId)
    return Object.assign(book, dto)
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiBearerAuth()
  @UseGuards(TokenGuard)
  @ApiNoContentResponse()
  @ApiBadRequestResponse({ type: ErrorDto })
  @ApiUnauthorizedResponse({ type: ErrorDto })
  @ApiNotFoundResponse({ type: ErrorDto })
  @ApiConflictResponse({ type: ErrorDto, description: 'The book is on loan' })
  remove(@Param('id', ParseIntPipe) id: number): void {
    const book = this.store.book(id)
    if (book.onLoan) throw new ConflictException('The book is on loan')
    this.store.books = this.store.books.filter((other) => other !== book)
  }

  @Post(':id/loan')
  @HttpCode(200)
  @ApiBearerAuth()
  @UseGuards(TokenGuard)
  @ApiOkResponse({ type: BookDto })
  @ApiBadRequestResponse({ type: ErrorDto })
  @ApiUnauthorizedResponse({ type: ErrorDto })
  @ApiNotFoundResponse({ type: ErrorDto })
  @ApiConflictResponse({ type: ErrorDto, description: 'The book is on loan already' })
  lend(@Param('id', ParseIntPipe) id: number): BookDto {
    const book = this.store.book(id)
    if (book.onLoan) throw new ConflictException('The book is on loan already')
    book.onLoan = true
    return book
  }

  @Post(':id/return')
  @HttpCode(200)
  @ApiBearerAuth()
  @UseGuards(TokenGuard)
  @ApiOkResponse({ type: BookDto })
  @ApiBadRequestResponse({ type: ErrorDto })
  @ApiUnauthorizedResponse({ type: ErrorDto })
  @ApiNotFoundResponse({ type: ErrorDto })
  @ApiConflictResponse({ type: ErrorDto, description: 'The book is not on loan' })
  giveBack(@Param('id', ParseIntPipe) id: number): BookDto {
    const book = this.store.book(id)
    if (!book.onLoan) throw new ConflictException('The book is not on loan')
    book.onLoan = false
    return book
  }
}

@Module({ controllers: [AuthorsController, BooksController], providers: [Store] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ['error'] })
app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }))
const config = new DocumentBuilder().setTitle('Library').setVersion('1.0').addBearerAuth().build()
SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, config), {
  jsonDocumentUrl: 'openapi.json',
  ui: false,
} as never)
await app.listen(Number(process.env.PORT), '127.0.0.1')
