/* The engine: steps through tables of slots, eight runs at a time.

   R(slot) is one number for each of WIDE runs; a block of eight runs is worked through in 8 / WIDE
   parts, so that every lane width adds in the same order and ends on the same bits. No operation
   crosses runs. Compiled without contraction, so that every engine rounds alike. */

#include <stdint.h>
#include <string.h>

#ifndef WIDE
#define WIDE 2
#endif
#define RUNS 8
#define PARTS (RUNS / WIDE)
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define PUBLIC(name) JOIN(name##_, WIDE)

typedef double V __attribute__((vector_size(8 * WIDE)));
typedef int64_t I __attribute__((vector_size(8 * WIDE)));
typedef void (*Loop)(V *r, int rows, const int *const *t);

#define R(slot) r[(long)(slot) * PARTS]
#define ALL(x) ((V){0} + (x))

static inline V where_bits(I mask, V this, V that)
{
    return (V)((mask & (I)this) | (~mask & (I)that));
}
static inline V one_where(I mask) { return (V)(mask & (I)ALL(1.0)); }
static inline V at_least(V x, V y) { return one_where(x >= y); }
static inline V at_most(V x, V y) { return one_where(x <= y); }
static inline V above(V x, V y) { return one_where(x > y); }
static inline V below(V x, V y) { return one_where(x < y); }
static inline V larger(V x, V y) { return where_bits(x > y, x, y); }
static inline V smaller(V x, V y) { return where_bits(x < y, x, y); }
static inline V where(V c, V x, V y) { return where_bits(c != ALL(0.0), x, y); }
static inline V negative(V x) { return -x; }

/* exp by its Taylor series on |r| <= ln 2 / 2, times a power of two. See sim/kernel/engine/functions.py,
   which says the same, operation by operation. */
static inline V exponential(V x)
{
    const V big = ALL(6755399441055744.0); /* 1.5 * 2^52: adding it rounds to a whole number */
    x = smaller(larger(x, ALL(-700.0)), ALL(700.0));
    V shifted = x * ALL(1.4426950408889634) + big, k = shifted - big;
    V r = (x - k * ALL(0.693147180369123816490)) - k * ALL(1.90821492927058770002e-10);
    V y = ALL(1.0 / 6227020800.0);
    y = y * r + ALL(1.0 / 479001600.0);
    y = y * r + ALL(1.0 / 39916800.0);
    y = y * r + ALL(1.0 / 3628800.0);
    y = y * r + ALL(1.0 / 362880.0);
    y = y * r + ALL(1.0 / 40320.0);
    y = y * r + ALL(1.0 / 5040.0);
    y = y * r + ALL(1.0 / 720.0);
    y = y * r + ALL(1.0 / 120.0);
    y = y * r + ALL(1.0 / 24.0);
    y = y * r + ALL(1.0 / 6.0);
    y = y * r + ALL(0.5);
    y = y * r + ALL(1.0);
    y = y * r + ALL(1.0);
    I power = (((I)shifted - (I)big) + 1023) << 52;
    return y * (V)power;
}

/* tanh after Moshier's Cephes: a rational function near zero, by the exponential elsewhere. */
static inline V tangent(V x)
{
    V size = larger(x, -x), z = x * x;
    V p = ALL(-9.64399179425052238628e-1);
    p = p * z + ALL(-9.92877231001918586564e1);
    p = p * z + ALL(-1.61468768441708447952e3);
    V q = z + ALL(1.12811678491632931402e2);
    q = q * z + ALL(2.23548839060100448583e3);
    q = q * z + ALL(4.84406305325125486048e3);
    V near = x + x * z * (p / q);
    V far = ALL(1.0) - ALL(2.0) / (exponential(size + size) + ALL(1.0));
    far = where_bits(x < ALL(0.0), -far, far);
    return where_bits(size < ALL(0.625), near, far);
}

#include "forms.inc" /* LOOPS, FORMS, and SOURCE, by which a stale library is known */

/* The machine: any form, by its code (see sim/kernel/tables.py). */

enum { ADD, SUBTRACT, MULTIPLY, DIVIDE, AT_LEAST, AT_MOST, ABOVE, BELOW, LARGER, SMALLER, WHERE,
       NEGATIVE, EXPONENTIAL, TANGENT, PUSH, TOTAL, LARGEST, EVERY, LATEST };

#define TWO(x) sp--; sp[-1] = x; break
#define UPPER sp[-1], sp[0]

static V *interpret(const int *pc, const int *end, V *r, const int *a, const int *const *t, V *sp)
{
    while (pc < end) {
        int op = *pc++;
        switch (op) {
        case PUSH: *sp++ = R(*a++); break;
        case ADD: TWO(sp[-1] + sp[0]);
        case SUBTRACT: TWO(sp[-1] - sp[0]);
        case MULTIPLY: TWO(sp[-1] * sp[0]);
        case DIVIDE: TWO(sp[-1] / sp[0]);
        case AT_LEAST: TWO(at_least(UPPER));
        case AT_MOST: TWO(at_most(UPPER));
        case ABOVE: TWO(above(UPPER));
        case BELOW: TWO(below(UPPER));
        case LARGER: TWO(larger(UPPER));
        case SMALLER: TWO(smaller(UPPER));
        case WHERE: sp -= 2; sp[-1] = where(sp[-1], sp[0], sp[1]); break;
        case NEGATIVE: sp[-1] = -sp[-1]; break;
        case EXPONENTIAL: sp[-1] = exponential(sp[-1]); break;
        case TANGENT: sp[-1] = tangent(sp[-1]); break;
        default: {
            const int *b = t[pc[0]] + a[0], wide = pc[1], *body = pc + 3, *stop = body + pc[2];
            for (int n = a[1]; n > 0; n--, b += wide) {
                interpret(body, stop, r, b, t, sp);
                if (op == TOTAL) sp[-1] = sp[-1] + sp[0];
                else if (op == LARGEST) sp[-1] = larger(sp[0], sp[-1]);
                else if (op == EVERY) sp[-1] = sp[-1] * sp[0];
                else sp[-1] = where(sp[0], sp[1], sp[-1]);
            }
            a += 2;
            pc = stop;
        }
        }
    }
    return sp;
}

typedef struct {
    int loop; /* number of a compiled form, or -1: by its code */
    int rows, wide, length, depth; /* depth: how many numbers its code has waiting at once */
    const int *const *tables;
    const int *code;
} Group;

typedef struct {
    const Group *groups;
    int64_t count;
} Segment;

static void work(V *r, const Segment *segment)
{
    for (int64_t n = 0; n < segment->count; n++) {
        const Group *g = segment->groups + n;
        if (g->loop >= 0) {
            LOOPS[g->loop](r, g->rows, g->tables);
            continue;
        }
        const int *a = g->tables[0];
        V stack[g->depth];
        for (int e = 0; e < g->rows; e++, a += g->wide) {
            interpret(g->code, g->code + g->length, r, a + 1, g->tables, stack);
            R(a[0]) = stack[0];
        }
    }
}

/* Some segments on blocks of eight runs that stay in memory, `width` slots each. */
void PUBLIC(work)(double *runs, int64_t blocks, int64_t width, const Segment *segments, int64_t count)
{
    for (int64_t block = 0; block < blocks; block++)
        for (int part = 0; part < PARTS; part++)
            for (int64_t n = 0; n < count; n++)
                work((V *)(runs + block * width * RUNS) + part, segments + n);
}

/* Philox4x64-10 (Salmon and others 2011), as numpy counts it: a block is made from counter + 1. */

static inline void mix(uint64_t *low, uint64_t *high, uint64_t x, uint64_t y)
{
    unsigned __int128 product = (unsigned __int128)x * y;
    *low = (uint64_t)product;
    *high = (uint64_t)(product >> 64);
}

static void philox(uint64_t seed, uint64_t key, uint64_t c0, uint64_t c1, uint64_t out[4])
{
    uint64_t c2 = 0, c3 = 0, low0, high0, low1, high1;
    for (int n = 0; n < 10; n++) {
        mix(&low0, &high0, 0xD2E7470EE14C6C93ULL, c0);
        mix(&low1, &high1, 0xCA5A826395121157ULL, c2);
        c0 = high1 ^ c1 ^ seed, c1 = low1, c2 = high0 ^ c3 ^ key, c3 = low0;
        seed += 0x9E3779B97F4A7C15ULL, key += 0xBB67AE8584CAA73BULL;
    }
    out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

static inline double uniform(uint64_t word)
{
    return ((double)(int64_t)(word >> 12) + 0.5) * 0x1p-52;
}

/* (stream, run) uniforms, drawn before the first step: a block serves four runs. */
void PUBLIC(by_value)(uint64_t seed, const uint64_t *keys, int64_t streams, uint64_t first,
                      int64_t runs, double *out)
{
    uint64_t four[4];
    for (int64_t n = 0; n < streams; n++)
        for (int64_t run = 0; run < runs; run++, out++) {
            uint64_t at = first + run;
            if (at % 4 == 0 || run == 0) philox(seed, keys[n], at / 4 + 1, 0, four);
            *out = uniform(four[at % 4]);
        }
}

/* (step, stream, run) uniforms of steps 1 to `steps`: a block serves four steps of a run. */
void PUBLIC(by_step)(uint64_t seed, const uint64_t *keys, int64_t streams, int64_t steps,
                     uint64_t first, int64_t runs, double *out)
{
    uint64_t four[4];
    for (int64_t step = 0; step < steps; step += 4)
        for (int64_t n = 0; n < streams; n++)
            for (int64_t run = 0; run < runs; run++) {
                philox(seed, keys[n], first + run + 1, step / 4 + 1, four);
                for (int64_t at = step; at < steps && at < step + 4; at++)
                    out[(at * streams + n) * runs + run] = uniform(four[at - step]);
            }
}

/* (value, run) values at the given points of their triangular distributions, in place. */
void PUBLIC(quantile)(const double *low, const double *mode, const double *high,
                      const uint8_t *logarithmic, int64_t values, int64_t runs, double *x)
{
    for (int64_t n = 0; n < values; n++, x += runs) {
        double bottom = low[n], top = high[n], width = top - bottom;
        double turn = (mode[n] - bottom) / width;
        double up = width * (mode[n] - bottom), down = width * (top - mode[n]);
        if (!(top > bottom)) {
            for (int64_t run = 0; run < runs; run++) x[run] = mode[n];
        } else {
            for (int64_t run = 0; run < runs; run++) {
                double u = x[run], share = u < turn ? u : 1.0 - u;
                double away = __builtin_sqrt(share * (u < turn ? up : down));
                x[run] = u < turn ? bottom + away : top - away;
            }
        }
        if (!logarithmic[n]) continue;
        for (int64_t run = 0; run < runs; run += WIDE) {
            V some = ALL(0.0);
            size_t bytes = 8 * (size_t)(runs - run < WIDE ? runs - run : WIDE);
            memcpy(&some, x + run, bytes);
            some = exponential(some);
            memcpy(x + run, &some, bytes);
        }
    }
}

/* Whole runs, from the reference state or a given one, a block of eight after another. */

typedef struct {
    const int *slots;
    const double *rows; /* rows[n * stride + run] */
    int64_t count, stride;
} Load;

enum { PATH_DOUBLE, PATH_SINGLE, PATH_BYTE, SUM, WEIGHTED, LAST, LAST_SUM };

typedef struct {
    int64_t kind, count, stride, initial, runs; /* columns; runs in memory; 1 if row 0 is the
                                                   start; runs that count, of sums */
    const int *slots;
    const double *weights; /* (step, column), of WEIGHTED */
    void *out;
} Record;

typedef struct { /* `runs`: in whole blocks */
    int64_t width, runs, steps, loads, later, records, lines, draws, actions, uniforms_stride, script_stride;
    const Load *load;           /* `later` more follow: a state that replaces the reference */
    const Segment *begin, *step; /* one segment; several, in the order of the step */
    int64_t segments, explained, explaining; /* the segment only the first so many runs go through */
    const Record *record;
    const double *initial;  /* (width,) what every slot holds before a run */
    const double *uniforms; /* (step, draw, run), or null: drawn here */
    const uint64_t *keys;
    uint64_t seed, first_run, first_step;
    const int *script_row;  /* (step) or, with a stride, (step, run): a row of `script`, or -1 */
    const double *script;   /* (row, line and then action): free, scripted */
    int64_t uniform_slot, free_slot, scripted_slot;
} Job;

#define LANE(slot) ((double *)&R(slot))

static void put(V *r, const Load *load, int64_t run)
{
    for (int64_t n = 0; n < load->count; n++)
        memcpy(&R(load->slots[n]), load->rows + n * load->stride + run, sizeof(V));
}

static void draw(V *r, const Job *j, int64_t step, int64_t run, uint64_t words[][4])
{
    if (j->uniforms) {
        const double *u = j->uniforms + step * j->draws * j->uniforms_stride + run;
        for (int64_t line = 0; line < j->draws; line++, u += j->uniforms_stride)
            memcpy(&R(j->uniform_slot + line), u, sizeof(V));
        return;
    }
    uint64_t at = j->first_step + step - 1, word = at % 4; /* a block serves four steps */
    for (int64_t line = 0; line < j->draws; line++)
        for (int lane = 0; lane < WIDE; lane++) {
            uint64_t *four = words[line * WIDE + lane];
            if (word == 0 || step == 0)
                philox(j->seed, j->keys[line], j->first_run + run + lane + 1, at / 4 + 1, four);
            LANE(j->uniform_slot + line)[lane] = uniform(four[word]);
        }
}

static void direct(V *r, const Job *j, int64_t step, int64_t run)
{
    int64_t width = j->lines + j->actions;
    for (int lane = 0; lane < WIDE; lane++) {
        int row = j->script_row[j->script_stride ? step * j->script_stride + run + lane : step];
        const double *script = j->script + row * width;
        for (int64_t line = 0; line < j->lines; line++)
            LANE(j->free_slot + line)[lane] = row < 0 ? 1.0 : script[line];
        for (int64_t k = 0; k < j->actions; k++)
            LANE(j->scripted_slot + k)[lane] = row < 0 ? 0.0 : script[j->lines + k];
    }
}

static int directed(const Job *j, int64_t step, int64_t run)
{
    if (!j->script_stride) return j->script_row[step] >= 0;
    for (int lane = 0; lane < WIDE; lane++)
        if (j->script_row[step * j->script_stride + run + lane] >= 0) return 1;
    return 0;
}

#define EACH(statement)                                  \
    for (int64_t c = 0; c < n; c++) {                    \
        const V x = R(q->slots[c]);                      \
        int64_t at = (row * n + c) * q->stride + run;    \
        (void)at;                                        \
        statement;                                       \
    }                                                    \
    break
#define ADD_UP(place, amount)                            \
    do {                                                 \
        double *acc = (place);                           \
        for (int lane = 0; lane < lanes; lane++) acc[lane] += (amount)[lane]; \
    } while (0)

static void keep(V *r, const Record *q, int64_t step, int64_t run, int part, int last)
{
    typedef float F __attribute__((vector_size(4 * WIDE)));
    typedef int8_t B __attribute__((vector_size(WIDE)));
    int64_t left = q->runs - run; /* what is beyond only fills the lane, or is not asked for */
    int lanes = left < 0 ? 0 : left < WIDE ? (int)left : WIDE;
    int64_t row = step + q->initial, n = q->count;
    double *sums = (double *)q->out + part * WIDE;
    if ((q->kind >= LAST && !last) || (step < 0 && !q->initial)) return;
    switch (q->kind) {
    case PATH_DOUBLE: EACH(memcpy((double *)q->out + at, &x, sizeof x));
    case PATH_SINGLE: EACH(F y = __builtin_convertvector(x, F); memcpy((float *)q->out + at, &y, sizeof y));
    case PATH_BYTE: EACH(B y = __builtin_convertvector(x, B); memcpy((int8_t *)q->out + at, &y, sizeof y));
    case SUM: EACH(ADD_UP(sums + (row * n + c) * RUNS, x));
    case WEIGHTED:
        EACH(V y; double *to = (double *)q->out + c * q->stride + run; memcpy(&y, to, sizeof y);
             y = y + ALL(q->weights[step * n + c]) * x; memcpy(to, &y, sizeof y));
    case LAST: EACH(memcpy((double *)q->out + c * q->stride + run, &x, sizeof x));
    case LAST_SUM: EACH(ADD_UP(sums + c * RUNS, x));
    }
}

/* `scratch` holds `width` slots for eight runs, `words` a Philox block for each line and lane. */
void PUBLIC(roll)(const Job *j, double *scratch, uint64_t *words)
{
    for (int64_t run = 0; run < j->runs; run += WIDE) {
        int part = (run % RUNS) / WIDE;
        V *r = (V *)scratch + part;
        int touched = 0;
        for (int64_t slot = 0; slot < j->width; slot++) R(slot) = ALL(j->initial[slot]);
        for (int64_t n = 0; n < j->loads; n++) put(r, j->load + n, run);
        work(r, j->begin);
        for (int64_t n = 0; n < j->later; n++) put(r, j->load + j->loads + n, run);
        for (int64_t n = 0; n < j->records; n++) keep(r, j->record + n, -1, run, part, 0);
        for (int64_t step = 0; step < j->steps; step++) {
            draw(r, j, step, run, (uint64_t(*)[4])words);
            int now = directed(j, step, run);
            if (now || touched) direct(r, j, step, run);
            touched = now;
            for (int64_t n = 0; n < j->segments; n++)
                if (n != j->explaining || run < j->explained) work(r, j->step + n);
            for (int64_t n = 0; n < j->records; n++)
                keep(r, j->record + n, step, run, part, step == j->steps - 1);
        }
    }
}

/* Count (column, run) values in bins of a width; `first` is the number of the lowest bin, and one
   beyond an end counts at that end. */
void PUBLIC(count)(const float *x, int64_t columns, int64_t runs, float width, int64_t first,
                   int64_t bins, uint32_t *counts)
{
    for (int64_t n = 0; n < columns; n++, counts += bins)
        for (int64_t run = 0; run < runs; run++, x++) {
            int64_t place = (int64_t)__builtin_rintf(*x / width) - first;
            counts[place < 0 ? 0 : place < bins ? place : bins - 1]++;
        }
}

const char *const *PUBLIC(forms)(void) { return FORMS; }

#if WIDE == 2
const char *source(void) { return SOURCE; }

/* How many runs this processor takes in one lane. */
int lanes(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return 8;
    if (__builtin_cpu_supports("avx2")) return 4;
#endif
    return 2;
}
#endif
