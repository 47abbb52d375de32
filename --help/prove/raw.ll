; ModuleID = 'tests/prove/prove.c'
source_filename = "tests/prove/prove.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

%struct.value_kind_info = type { ptr, ptr, i8, i8, i8 }
%struct.op_row = type { ptr, ptr, i8, i8 }
%struct.narrow_row = type { i8, i8, i8 }
%struct.anon = type { i32, i64, i64, %struct.tnum, [2 x i64], i32 }
%struct.tnum = type { i64, i64 }
%struct.comparison = type { i8, i8, i8 }
%struct.range = type { i64, i64 }
%struct.scalar = type { %struct.tnum, %struct.range, %struct.range }
%struct.members = type { %struct.tnum, %struct.range, i8, i32 }
%struct.value = type { i8, i8, i16, i32, i32, %union.anon, %struct.scalar }
%union.anon = type { i32 }
%struct.concrete = type { i64, i8, i16, i64, i32, i8 }
%struct.interval = type { i64, i64 }
%struct.part = type { %struct.tnum, %struct.range, i32 }

@.str = private unnamed_addr constant [5 x i8] c"some\00", align 1
@.str.1 = private unnamed_addr constant [15 x i8] c"./core/value.c\00", align 1
@__PRETTY_FUNCTION__.scalar_join_w = private unnamed_addr constant [88 x i8] c"struct scalar scalar_join_w(const struct scalar *, const struct scalar *, unsigned int)\00", align 1
@__PRETTY_FUNCTION__.scalar_urange = private unnamed_addr constant [48 x i8] c"struct scalar scalar_urange(uint64_t, uint64_t)\00", align 1
@.str.2 = private unnamed_addr constant [7 x i8] c"UNINIT\00", align 1
@.str.3 = private unnamed_addr constant [14 x i8] c"uninitialised\00", align 1
@.str.4 = private unnamed_addr constant [7 x i8] c"SCALAR\00", align 1
@.str.5 = private unnamed_addr constant [7 x i8] c"scalar\00", align 1
@.str.6 = private unnamed_addr constant [4 x i8] c"CTX\00", align 1
@.str.7 = private unnamed_addr constant [16 x i8] c"context pointer\00", align 1
@.str.8 = private unnamed_addr constant [6 x i8] c"STACK\00", align 1
@.str.9 = private unnamed_addr constant [14 x i8] c"stack pointer\00", align 1
@.str.10 = private unnamed_addr constant [4 x i8] c"MAP\00", align 1
@.str.11 = private unnamed_addr constant [4 x i8] c"map\00", align 1
@.str.12 = private unnamed_addr constant [10 x i8] c"MAP_VALUE\00", align 1
@.str.13 = private unnamed_addr constant [18 x i8] c"map value pointer\00", align 1
@.str.14 = private unnamed_addr constant [7 x i8] c"PACKET\00", align 1
@.str.15 = private unnamed_addr constant [15 x i8] c"packet pointer\00", align 1
@.str.16 = private unnamed_addr constant [12 x i8] c"PACKET_META\00", align 1
@.str.17 = private unnamed_addr constant [24 x i8] c"packet metadata pointer\00", align 1
@.str.18 = private unnamed_addr constant [11 x i8] c"PACKET_END\00", align 1
@.str.19 = private unnamed_addr constant [19 x i8] c"packet end pointer\00", align 1
@.str.20 = private unnamed_addr constant [4 x i8] c"MEM\00", align 1
@.str.21 = private unnamed_addr constant [15 x i8] c"memory pointer\00", align 1
@.str.22 = private unnamed_addr constant [5 x i8] c"FUNC\00", align 1
@.str.23 = private unnamed_addr constant [17 x i8] c"function pointer\00", align 1
@.str.24 = private unnamed_addr constant [7 x i8] c"STRUCT\00", align 1
@.str.25 = private unnamed_addr constant [18 x i8] c"structure pointer\00", align 1
@.str.26 = private unnamed_addr constant [7 x i8] c"DYNPTR\00", align 1
@.str.27 = private unnamed_addr constant [16 x i8] c"dynamic pointer\00", align 1
@value_kind_info = dso_local constant [13 x %struct.value_kind_info] [%struct.value_kind_info { ptr @.str.2, ptr @.str.3, i8 0, i8 0, i8 0 }, %struct.value_kind_info { ptr @.str.4, ptr @.str.5, i8 0, i8 0, i8 1 }, %struct.value_kind_info { ptr @.str.6, ptr @.str.7, i8 1, i8 1, i8 0 }, %struct.value_kind_info { ptr @.str.8, ptr @.str.9, i8 1, i8 1, i8 1 }, %struct.value_kind_info { ptr @.str.10, ptr @.str.11, i8 1, i8 0, i8 0 }, %struct.value_kind_info { ptr @.str.12, ptr @.str.13, i8 1, i8 1, i8 1 }, %struct.value_kind_info { ptr @.str.14, ptr @.str.15, i8 1, i8 1, i8 1 }, %struct.value_kind_info { ptr @.str.16, ptr @.str.17, i8 1, i8 1, i8 1 }, %struct.value_kind_info { ptr @.str.18, ptr @.str.19, i8 1, i8 0, i8 0 }, %struct.value_kind_info { ptr @.str.20, ptr @.str.21, i8 1, i8 1, i8 1 }, %struct.value_kind_info { ptr @.str.22, ptr @.str.23, i8 1, i8 0, i8 0 }, %struct.value_kind_info { ptr @.str.24, ptr @.str.25, i8 1, i8 1, i8 0 }, %struct.value_kind_info { ptr @.str.26, ptr @.str.27, i8 1, i8 0, i8 0 }], align 16
@negation = internal constant [7 x i8] c"\00\02\01\04\03\06\05", align 1
@op_rows = internal constant [15 x %struct.op_row] [%struct.op_row zeroinitializer, %struct.op_row { ptr @tnum_add, ptr @range_add, i8 1, i8 0 }, %struct.op_row { ptr @tnum_sub, ptr @range_sub, i8 1, i8 0 }, %struct.op_row { ptr @tnum_mul, ptr @range_mul, i8 1, i8 0 }, %struct.op_row { ptr @tnum_div, ptr @range_div, i8 0, i8 0 }, %struct.op_row { ptr @tnum_sdiv, ptr @range_sdiv, i8 0, i8 0 }, %struct.op_row { ptr @tnum_or, ptr @range_or, i8 1, i8 0 }, %struct.op_row { ptr @tnum_and, ptr @range_and, i8 1, i8 0 }, %struct.op_row { ptr @tnum_lsh, ptr @range_lsh, i8 0, i8 1 }, %struct.op_row { ptr @tnum_rsh, ptr @range_rsh, i8 0, i8 1 }, %struct.op_row { ptr @tnum_mod, ptr @range_mod, i8 0, i8 0 }, %struct.op_row { ptr @tnum_smod, ptr @range_smod, i8 0, i8 0 }, %struct.op_row { ptr @tnum_xor, ptr @range_xor, i8 1, i8 0 }, %struct.op_row zeroinitializer, %struct.op_row { ptr @tnum_arsh, ptr @range_arsh, i8 0, i8 1 }], align 16
@.str.28 = private unnamed_addr constant [62 x i8] c"op < sizeof(op_rows) / sizeof(op_rows[0]) && op_rows[op].bits\00", align 1
@.str.29 = private unnamed_addr constant [27 x i8] c"./verifier/domain_scalar.c\00", align 1
@__PRETTY_FUNCTION__.scalar_alu_w = private unnamed_addr constant [115 x i8] c"struct scalar scalar_alu_w(enum insn_op, unsigned int, const struct scalar *, const struct scalar *, unsigned int)\00", align 1
@narrow_rows = internal constant [25 x %struct.narrow_row] [%struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row zeroinitializer, %struct.narrow_row { i8 8, i8 1, i8 0 }, %struct.narrow_row { i8 16, i8 1, i8 0 }, %struct.narrow_row { i8 32, i8 1, i8 0 }, %struct.narrow_row { i8 16, i8 0, i8 0 }, %struct.narrow_row { i8 32, i8 0, i8 0 }, %struct.narrow_row { i8 64, i8 0, i8 0 }, %struct.narrow_row { i8 16, i8 0, i8 1 }, %struct.narrow_row { i8 32, i8 0, i8 1 }, %struct.narrow_row { i8 64, i8 0, i8 1 }], align 16
@about = internal global %struct.anon zeroinitializer, align 8
@comparisons = internal constant [36 x %struct.comparison] [%struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison zeroinitializer, %struct.comparison { i8 1, i8 0, i8 0 }, %struct.comparison { i8 3, i8 1, i8 0 }, %struct.comparison { i8 4, i8 0, i8 0 }, %struct.comparison { i8 5, i8 0, i8 0 }, %struct.comparison { i8 2, i8 0, i8 0 }, %struct.comparison { i8 3, i8 1, i8 1 }, %struct.comparison { i8 4, i8 0, i8 1 }, %struct.comparison { i8 3, i8 0, i8 0 }, %struct.comparison { i8 4, i8 1, i8 0 }, %struct.comparison { i8 3, i8 0, i8 1 }, %struct.comparison { i8 4, i8 1, i8 1 }], align 16
@.str.30 = private unnamed_addr constant [78 x i8] c"op < sizeof(comparisons) / sizeof(comparisons[0]) && comparisons[op].relation\00", align 1
@.str.31 = private unnamed_addr constant [27 x i8] c"./verifier/domain_branch.c\00", align 1
@__PRETTY_FUNCTION__.comparison_of = private unnamed_addr constant [46 x i8] c"struct comparison comparison_of(enum insn_op)\00", align 1
@__PRETTY_FUNCTION__.reduced = private unnamed_addr constant [51 x i8] c"struct scalar reduced(struct scalar, unsigned int)\00", align 1
@.str.32 = private unnamed_addr constant [23 x i8] c"!\22the arc has members\22\00", align 1
@__PRETTY_FUNCTION__.range_unwrap = private unnamed_addr constant [64 x i8] c"struct range range_unwrap(struct range, const struct members *)\00", align 1

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_const(i64 noundef %v) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %v.addr = alloca i64, align 8
  store i64 %v, ptr %v.addr, align 8
  %value = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 0
  %0 = load i64, ptr %v.addr, align 8
  store i64 %0, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 1
  store i64 0, ptr %mask, align 8
  %1 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %1
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_unknown(i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %value = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 0
  store i64 0, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 1
  %0 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %0)
  store i64 %call, ptr %mask, align 8
  %1 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %1
}

; Function Attrs: inlinehint nounwind uwtable
define internal i64 @width_mask(i32 noundef %w) #1 {
entry:
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %0 = load i32, ptr %w.addr, align 4
  %cmp = icmp eq i32 %0, 64
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  br label %cond.end

cond.false:                                       ; preds = %entry
  %1 = load i32, ptr %w.addr, align 4
  %sh_prom = zext i32 %1 to i64
  %shl = shl i64 1, %sh_prom
  %sub = sub i64 %shl, 1
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ -1, %cond.true ], [ %sub, %cond.false ]
  ret i64 %cond
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @tnum_contains(i64 %t.coerce0, i64 %t.coerce1, i64 noundef %v) #0 {
entry:
  %t = alloca %struct.tnum, align 8
  %v.addr = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i64 %v, ptr %v.addr, align 8
  %2 = load i64, ptr %v.addr, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %3 = load i64, ptr %mask, align 8
  %not = xor i64 %3, -1
  %and = and i64 %2, %not
  %value = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %4 = load i64, ptr %value, align 8
  %cmp = icmp eq i64 %and, %4
  ret i1 %cmp
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @tnum_subset(i64 %inner.coerce0, i64 %inner.coerce1, i64 %outer.coerce0, i64 %outer.coerce1) #0 {
entry:
  %inner = alloca %struct.tnum, align 8
  %outer = alloca %struct.tnum, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %inner, i32 0, i32 0
  store i64 %inner.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %inner, i32 0, i32 1
  store i64 %inner.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 0
  store i64 %outer.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 1
  store i64 %outer.coerce1, ptr %3, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %inner, i32 0, i32 1
  %4 = load i64, ptr %mask, align 8
  %mask1 = getelementptr inbounds %struct.tnum, ptr %outer, i32 0, i32 1
  %5 = load i64, ptr %mask1, align 8
  %not = xor i64 %5, -1
  %and = and i64 %4, %not
  %tobool = icmp ne i64 %and, 0
  br i1 %tobool, label %land.end, label %land.rhs

land.rhs:                                         ; preds = %entry
  %value = getelementptr inbounds %struct.tnum, ptr %inner, i32 0, i32 0
  %6 = load i64, ptr %value, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 0
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 1
  %10 = load i64, ptr %9, align 8
  %call = call zeroext i1 @tnum_contains(i64 %8, i64 %10, i64 noundef %6)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %entry
  %11 = phi i1 [ false, %entry ], [ %call, %land.rhs ]
  ret i1 %11
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_join(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %mask = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %mask) #9
  %mask1 = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %4 = load i64, ptr %mask1, align 8
  %mask2 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 1
  %5 = load i64, ptr %mask2, align 8
  %or = or i64 %4, %5
  %value = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %value, align 8
  %value3 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %7 = load i64, ptr %value3, align 8
  %xor = xor i64 %6, %7
  %or4 = or i64 %or, %xor
  store i64 %or4, ptr %mask, align 8
  %value5 = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 0
  %value6 = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %8 = load i64, ptr %value6, align 8
  %9 = load i64, ptr %mask, align 8
  %not = xor i64 %9, -1
  %and = and i64 %8, %not
  store i64 %and, ptr %value5, align 8
  %mask7 = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 1
  %10 = load i64, ptr %mask, align 8
  store i64 %10, ptr %mask7, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %mask) #9
  %11 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %11
}

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.start.p0(i64 immarg, ptr nocapture) #2

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.end.p0(i64 immarg, ptr nocapture) #2

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @tnum_meet(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, ptr noundef %out) #0 {
entry:
  %retval = alloca i1, align 1
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %out.addr = alloca ptr, align 8
  %mask = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %.compoundliteral = alloca %struct.tnum, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store ptr %out, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %mask) #9
  %mask1 = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %4 = load i64, ptr %mask1, align 8
  %mask2 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 1
  %5 = load i64, ptr %mask2, align 8
  %and = and i64 %4, %5
  store i64 %and, ptr %mask, align 8
  %value = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %value, align 8
  %value3 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %7 = load i64, ptr %value3, align 8
  %xor = xor i64 %6, %7
  %mask4 = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %mask4, align 8
  %not = xor i64 %8, -1
  %and5 = and i64 %xor, %not
  %mask6 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 1
  %9 = load i64, ptr %mask6, align 8
  %not7 = xor i64 %9, -1
  %and8 = and i64 %and5, %not7
  %tobool = icmp ne i64 %and8, 0
  br i1 %tobool, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %10 = load ptr, ptr %out.addr, align 8
  %value9 = getelementptr inbounds %struct.tnum, ptr %.compoundliteral, i32 0, i32 0
  %value10 = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %11 = load i64, ptr %value10, align 8
  %value11 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %12 = load i64, ptr %value11, align 8
  %or = or i64 %11, %12
  store i64 %or, ptr %value9, align 8
  %mask12 = getelementptr inbounds %struct.tnum, ptr %.compoundliteral, i32 0, i32 1
  %13 = load i64, ptr %mask, align 8
  store i64 %13, ptr %mask12, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %10, ptr align 8 %.compoundliteral, i64 16, i1 false)
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %mask) #9
  %14 = load i1, ptr %retval, align 1
  ret i1 %14
}

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: readwrite)
declare void @llvm.memcpy.p0.p0.i64(ptr noalias nocapture writeonly, ptr noalias nocapture readonly, i64, i1 immarg) #3

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_range(i64 noundef %umin, i64 noundef %umax) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %umin.addr = alloca i64, align 8
  %umax.addr = alloca i64, align 8
  %differ = alloca i64, align 8
  %mask = alloca i64, align 8
  store i64 %umin, ptr %umin.addr, align 8
  store i64 %umax, ptr %umax.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %differ) #9
  %0 = load i64, ptr %umin.addr, align 8
  %1 = load i64, ptr %umax.addr, align 8
  %xor = xor i64 %0, %1
  store i64 %xor, ptr %differ, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %mask) #9
  %2 = load i64, ptr %differ, align 8
  %tobool = icmp ne i64 %2, 0
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %3 = load i64, ptr %differ, align 8
  %4 = call i64 @llvm.ctlz.i64(i64 %3, i1 true)
  %cast = trunc i64 %4 to i32
  %sh_prom = zext i32 %cast to i64
  %shr = lshr i64 -1, %sh_prom
  br label %cond.end

cond.false:                                       ; preds = %entry
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %shr, %cond.true ], [ 0, %cond.false ]
  store i64 %cond, ptr %mask, align 8
  %value = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 0
  %5 = load i64, ptr %umin.addr, align 8
  %6 = load i64, ptr %mask, align 8
  %not = xor i64 %6, -1
  %and = and i64 %5, %not
  store i64 %and, ptr %value, align 8
  %mask1 = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 1
  %7 = load i64, ptr %mask, align 8
  store i64 %7, ptr %mask1, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %mask) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %differ) #9
  %8 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %8
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare i64 @llvm.ctlz.i64(i64, i1 immarg) #4

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_const(i64 noundef %v, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %base = getelementptr inbounds %struct.range, ptr %retval, i32 0, i32 0
  %0 = load i64, ptr %v.addr, align 8
  %1 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %1)
  %and = and i64 %0, %call
  store i64 %and, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %retval, i32 0, i32 1
  store i64 0, ptr %size, align 8
  %2 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %2
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_full(i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %base = getelementptr inbounds %struct.range, ptr %retval, i32 0, i32 0
  store i64 0, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %retval, i32 0, i32 1
  %0 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %0)
  store i64 %call, ptr %size, align 8
  %1 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %1
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_between(i64 noundef %first, i64 noundef %last, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %first.addr = alloca i64, align 8
  %last.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  store i64 %first, ptr %first.addr, align 8
  store i64 %last, ptr %last.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load i64, ptr %first.addr, align 8
  %1 = load i64, ptr %last.addr, align 8
  %2 = load i64, ptr %first.addr, align 8
  %sub = sub i64 %1, %2
  %3 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %3)
  %and = and i64 %sub, %call
  %4 = load i32, ptr %w.addr, align 4
  %call1 = call { i64, i64 } @range_make(i64 noundef %0, i64 noundef %and, i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call1, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call1, 1
  store i64 %8, ptr %7, align 8
  %9 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %9
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @range_make(i64 noundef %base, i64 noundef %size, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %base.addr = alloca i64, align 8
  %size.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  store i64 %base, ptr %base.addr, align 8
  store i64 %size, ptr %size.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %base1 = getelementptr inbounds %struct.range, ptr %retval, i32 0, i32 0
  %0 = load i64, ptr %size.addr, align 8
  %1 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %1)
  %cmp = icmp eq i64 %0, %call
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  br label %cond.end

cond.false:                                       ; preds = %entry
  %2 = load i64, ptr %base.addr, align 8
  %3 = load i32, ptr %w.addr, align 4
  %call2 = call i64 @width_mask(i32 noundef %3)
  %and = and i64 %2, %call2
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ 0, %cond.true ], [ %and, %cond.false ]
  store i64 %cond, ptr %base1, align 8
  %size3 = getelementptr inbounds %struct.range, ptr %retval, i32 0, i32 1
  %4 = load i64, ptr %size.addr, align 8
  store i64 %4, ptr %size3, align 8
  %5 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %5
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @range_is_full(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %2 = load i64, ptr %size, align 8
  %3 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %3)
  %cmp = icmp eq i64 %2, %call
  ret i1 %cmp
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @range_contains(i64 %r.coerce0, i64 %r.coerce1, i64 noundef %v, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load i64, ptr %v.addr, align 8
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %3 = load i64, ptr %base, align 8
  %sub = sub i64 %2, %3
  %4 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %4)
  %and = and i64 %sub, %call
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %5 = load i64, ptr %size, align 8
  %cmp = icmp ule i64 %and, %5
  ret i1 %cmp
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @range_subset(i64 %inner.coerce0, i64 %inner.coerce1, i64 %outer.coerce0, i64 %outer.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca i1, align 1
  %inner = alloca %struct.range, align 8
  %outer = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %skip = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %inner, i32 0, i32 0
  store i64 %inner.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %inner, i32 0, i32 1
  store i64 %inner.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 0
  store i64 %outer.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 1
  store i64 %outer.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %skip) #9
  %base = getelementptr inbounds %struct.range, ptr %inner, i32 0, i32 0
  %4 = load i64, ptr %base, align 8
  %base1 = getelementptr inbounds %struct.range, ptr %outer, i32 0, i32 0
  %5 = load i64, ptr %base1, align 8
  %sub = sub i64 %4, %5
  %6 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %6)
  %and = and i64 %sub, %call
  store i64 %and, ptr %skip, align 8
  %7 = load i32, ptr %w.addr, align 4
  %8 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %call2 = call zeroext i1 @range_is_full(i64 %9, i64 %11, i32 noundef %7)
  br i1 %call2, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %12 = load i64, ptr %skip, align 8
  %size = getelementptr inbounds %struct.range, ptr %outer, i32 0, i32 1
  %13 = load i64, ptr %size, align 8
  %cmp = icmp ule i64 %12, %13
  br i1 %cmp, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %if.end
  %size3 = getelementptr inbounds %struct.range, ptr %inner, i32 0, i32 1
  %14 = load i64, ptr %size3, align 8
  %size4 = getelementptr inbounds %struct.range, ptr %outer, i32 0, i32 1
  %15 = load i64, ptr %size4, align 8
  %16 = load i64, ptr %skip, align 8
  %sub5 = sub i64 %15, %16
  %cmp6 = icmp ule i64 %14, %sub5
  br label %land.end

land.end:                                         ; preds = %land.rhs, %if.end
  %17 = phi i1 [ false, %if.end ], [ %cmp6, %land.rhs ]
  store i1 %17, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %land.end, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %skip) #9
  %18 = load i1, ptr %retval, align 1
  ret i1 %18
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_join(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %b_starts_in_a = alloca i8, align 1
  %a_starts_in_b = alloca i8, align 1
  %ab = alloca %struct.range, align 8
  %ba = alloca %struct.range, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 1, ptr %b_starts_in_a) #9
  %base = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %4 = load i64, ptr %base, align 8
  %5 = load i32, ptr %w.addr, align 4
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call = call zeroext i1 @range_contains(i64 %7, i64 %9, i64 noundef %4, i32 noundef %5)
  %storedv = zext i1 %call to i8
  store i8 %storedv, ptr %b_starts_in_a, align 1
  call void @llvm.lifetime.start.p0(i64 1, ptr %a_starts_in_b) #9
  %base1 = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %10 = load i64, ptr %base1, align 8
  %11 = load i32, ptr %w.addr, align 4
  %12 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %call2 = call zeroext i1 @range_contains(i64 %13, i64 %15, i64 noundef %10, i32 noundef %11)
  %storedv3 = zext i1 %call2 to i8
  store i8 %storedv3, ptr %a_starts_in_b, align 1
  call void @llvm.lifetime.start.p0(i64 16, ptr %ab) #9
  %base4 = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %16 = load i64, ptr %base4, align 8
  %17 = load i32, ptr %w.addr, align 4
  %18 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %21 = load i64, ptr %20, align 8
  %call5 = call i64 @range_last(i64 %19, i64 %21, i32 noundef %17)
  %22 = load i32, ptr %w.addr, align 4
  %call6 = call { i64, i64 } @range_between(i64 noundef %16, i64 noundef %call5, i32 noundef %22)
  %23 = getelementptr inbounds { i64, i64 }, ptr %ab, i32 0, i32 0
  %24 = extractvalue { i64, i64 } %call6, 0
  store i64 %24, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %ab, i32 0, i32 1
  %26 = extractvalue { i64, i64 } %call6, 1
  store i64 %26, ptr %25, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %ba) #9
  %base7 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %27 = load i64, ptr %base7, align 8
  %28 = load i32, ptr %w.addr, align 4
  %29 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %32 = load i64, ptr %31, align 8
  %call8 = call i64 @range_last(i64 %30, i64 %32, i32 noundef %28)
  %33 = load i32, ptr %w.addr, align 4
  %call9 = call { i64, i64 } @range_between(i64 noundef %27, i64 noundef %call8, i32 noundef %33)
  %34 = getelementptr inbounds { i64, i64 }, ptr %ba, i32 0, i32 0
  %35 = extractvalue { i64, i64 } %call9, 0
  store i64 %35, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %ba, i32 0, i32 1
  %37 = extractvalue { i64, i64 } %call9, 1
  store i64 %37, ptr %36, align 8
  %38 = load i32, ptr %w.addr, align 4
  %39 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %40 = load i64, ptr %39, align 8
  %41 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %42 = load i64, ptr %41, align 8
  %43 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %44 = load i64, ptr %43, align 8
  %45 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %46 = load i64, ptr %45, align 8
  %call10 = call zeroext i1 @range_subset(i64 %40, i64 %42, i64 %44, i64 %46, i32 noundef %38)
  br i1 %call10, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %a, i64 16, i1 false)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %47 = load i32, ptr %w.addr, align 4
  %48 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %49 = load i64, ptr %48, align 8
  %50 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %51 = load i64, ptr %50, align 8
  %52 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %53 = load i64, ptr %52, align 8
  %54 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %55 = load i64, ptr %54, align 8
  %call11 = call zeroext i1 @range_subset(i64 %49, i64 %51, i64 %53, i64 %55, i32 noundef %47)
  br i1 %call11, label %if.then12, label %if.end13

if.then12:                                        ; preds = %if.end
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %b, i64 16, i1 false)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end13:                                         ; preds = %if.end
  %56 = load i8, ptr %b_starts_in_a, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %56 to i1
  br i1 %loadedv, label %land.lhs.true, label %if.end17

land.lhs.true:                                    ; preds = %if.end13
  %57 = load i8, ptr %a_starts_in_b, align 1, !range !5, !noundef !6
  %loadedv14 = trunc i8 %57 to i1
  br i1 %loadedv14, label %if.then15, label %if.end17

if.then15:                                        ; preds = %land.lhs.true
  %58 = load i32, ptr %w.addr, align 4
  %call16 = call { i64, i64 } @range_full(i32 noundef %58)
  %59 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %60 = extractvalue { i64, i64 } %call16, 0
  store i64 %60, ptr %59, align 8
  %61 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %62 = extractvalue { i64, i64 } %call16, 1
  store i64 %62, ptr %61, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end17:                                         ; preds = %land.lhs.true, %if.end13
  %63 = load i8, ptr %b_starts_in_a, align 1, !range !5, !noundef !6
  %loadedv18 = trunc i8 %63 to i1
  br i1 %loadedv18, label %if.then19, label %if.end20

if.then19:                                        ; preds = %if.end17
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %ab, i64 16, i1 false)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end20:                                         ; preds = %if.end17
  %64 = load i8, ptr %a_starts_in_b, align 1, !range !5, !noundef !6
  %loadedv21 = trunc i8 %64 to i1
  br i1 %loadedv21, label %cond.true, label %cond.false

cond.true:                                        ; preds = %if.end20
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %ba, i64 16, i1 false)
  br label %cond.end

cond.false:                                       ; preds = %if.end20
  %65 = getelementptr inbounds { i64, i64 }, ptr %ab, i32 0, i32 0
  %66 = load i64, ptr %65, align 8
  %67 = getelementptr inbounds { i64, i64 }, ptr %ab, i32 0, i32 1
  %68 = load i64, ptr %67, align 8
  %69 = getelementptr inbounds { i64, i64 }, ptr %ba, i32 0, i32 0
  %70 = load i64, ptr %69, align 8
  %71 = getelementptr inbounds { i64, i64 }, ptr %ba, i32 0, i32 1
  %72 = load i64, ptr %71, align 8
  %call22 = call { i64, i64 } @range_smaller(i64 %66, i64 %68, i64 %70, i64 %72)
  %73 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %74 = extractvalue { i64, i64 } %call22, 0
  store i64 %74, ptr %73, align 8
  %75 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %76 = extractvalue { i64, i64 } %call22, 1
  store i64 %76, ptr %75, align 8
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %cond.end, %if.then19, %if.then15, %if.then12, %if.then
  call void @llvm.lifetime.end.p0(i64 16, ptr %ba) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %ab) #9
  call void @llvm.lifetime.end.p0(i64 1, ptr %a_starts_in_b) #9
  call void @llvm.lifetime.end.p0(i64 1, ptr %b_starts_in_a) #9
  %77 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %77
}

; Function Attrs: nounwind uwtable
define internal i64 @range_last(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %2 = load i64, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %3 = load i64, ptr %size, align 8
  %add = add i64 %2, %3
  %4 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %4)
  %and = and i64 %add, %call
  ret i64 %and
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @range_smaller(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  %size = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 1
  %4 = load i64, ptr %size, align 8
  %size1 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %5 = load i64, ptr %size1, align 8
  %cmp = icmp ne i64 %4, %5
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %size2 = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 1
  %6 = load i64, ptr %size2, align 8
  %size3 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %7 = load i64, ptr %size3, align 8
  %cmp4 = icmp ult i64 %6, %7
  br i1 %cmp4, label %cond.true, label %cond.false

cond.true:                                        ; preds = %if.then
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %a, i64 16, i1 false)
  br label %cond.end

cond.false:                                       ; preds = %if.then
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %b, i64 16, i1 false)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  br label %return

if.end:                                           ; preds = %entry
  %base = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %8 = load i64, ptr %base, align 8
  %base5 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %9 = load i64, ptr %base5, align 8
  %cmp6 = icmp ule i64 %8, %9
  br i1 %cmp6, label %cond.true7, label %cond.false8

cond.true7:                                       ; preds = %if.end
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %a, i64 16, i1 false)
  br label %cond.end9

cond.false8:                                      ; preds = %if.end
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %b, i64 16, i1 false)
  br label %cond.end9

cond.end9:                                        ; preds = %cond.false8, %cond.true7
  br label %return

return:                                           ; preds = %cond.end9, %cond.end
  %10 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %10
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @range_meet(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w, ptr noundef %out) #0 {
entry:
  %retval = alloca i1, align 1
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %out.addr = alloca ptr, align 8
  %b_starts_in_a = alloca i8, align 1
  %a_starts_in_b = alloca i8, align 1
  %tmp = alloca %struct.range, align 8
  %tmp14 = alloca %struct.range, align 8
  %tmp21 = alloca %struct.range, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  store ptr %out, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %b_starts_in_a) #9
  %base = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %4 = load i64, ptr %base, align 8
  %5 = load i32, ptr %w.addr, align 4
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call = call zeroext i1 @range_contains(i64 %7, i64 %9, i64 noundef %4, i32 noundef %5)
  %storedv = zext i1 %call to i8
  store i8 %storedv, ptr %b_starts_in_a, align 1
  call void @llvm.lifetime.start.p0(i64 1, ptr %a_starts_in_b) #9
  %base1 = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %10 = load i64, ptr %base1, align 8
  %11 = load i32, ptr %w.addr, align 4
  %12 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %call2 = call zeroext i1 @range_contains(i64 %13, i64 %15, i64 noundef %10, i32 noundef %11)
  %storedv3 = zext i1 %call2 to i8
  store i8 %storedv3, ptr %a_starts_in_b, align 1
  %16 = load i32, ptr %w.addr, align 4
  %17 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %24 = load i64, ptr %23, align 8
  %call4 = call zeroext i1 @range_subset(i64 %18, i64 %20, i64 %22, i64 %24, i32 noundef %16)
  br i1 %call4, label %if.then, label %if.else

if.then:                                          ; preds = %entry
  %25 = load ptr, ptr %out.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %25, ptr align 8 %a, i64 16, i1 false)
  br label %if.end29

if.else:                                          ; preds = %entry
  %26 = load i32, ptr %w.addr, align 4
  %27 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %32 = load i64, ptr %31, align 8
  %33 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %34 = load i64, ptr %33, align 8
  %call5 = call zeroext i1 @range_subset(i64 %28, i64 %30, i64 %32, i64 %34, i32 noundef %26)
  br i1 %call5, label %if.then6, label %if.else7

if.then6:                                         ; preds = %if.else
  %35 = load ptr, ptr %out.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %35, ptr align 8 %b, i64 16, i1 false)
  br label %if.end28

if.else7:                                         ; preds = %if.else
  %36 = load i8, ptr %a_starts_in_b, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %36 to i1
  br i1 %loadedv, label %land.lhs.true, label %if.else11

land.lhs.true:                                    ; preds = %if.else7
  %37 = load i8, ptr %b_starts_in_a, align 1, !range !5, !noundef !6
  %loadedv8 = trunc i8 %37 to i1
  br i1 %loadedv8, label %if.then9, label %if.else11

if.then9:                                         ; preds = %land.lhs.true
  %38 = load ptr, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %39 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %40 = load i64, ptr %39, align 8
  %41 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %42 = load i64, ptr %41, align 8
  %43 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %44 = load i64, ptr %43, align 8
  %45 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %46 = load i64, ptr %45, align 8
  %call10 = call { i64, i64 } @range_smaller(i64 %40, i64 %42, i64 %44, i64 %46)
  %47 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %48 = extractvalue { i64, i64 } %call10, 0
  store i64 %48, ptr %47, align 8
  %49 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %50 = extractvalue { i64, i64 } %call10, 1
  store i64 %50, ptr %49, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %38, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  br label %if.end27

if.else11:                                        ; preds = %land.lhs.true, %if.else7
  %51 = load i8, ptr %b_starts_in_a, align 1, !range !5, !noundef !6
  %loadedv12 = trunc i8 %51 to i1
  br i1 %loadedv12, label %if.then13, label %if.else18

if.then13:                                        ; preds = %if.else11
  %52 = load ptr, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp14) #9
  %base15 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %53 = load i64, ptr %base15, align 8
  %54 = load i32, ptr %w.addr, align 4
  %55 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %56 = load i64, ptr %55, align 8
  %57 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %58 = load i64, ptr %57, align 8
  %call16 = call i64 @range_last(i64 %56, i64 %58, i32 noundef %54)
  %59 = load i32, ptr %w.addr, align 4
  %call17 = call { i64, i64 } @range_between(i64 noundef %53, i64 noundef %call16, i32 noundef %59)
  %60 = getelementptr inbounds { i64, i64 }, ptr %tmp14, i32 0, i32 0
  %61 = extractvalue { i64, i64 } %call17, 0
  store i64 %61, ptr %60, align 8
  %62 = getelementptr inbounds { i64, i64 }, ptr %tmp14, i32 0, i32 1
  %63 = extractvalue { i64, i64 } %call17, 1
  store i64 %63, ptr %62, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %52, ptr align 8 %tmp14, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp14) #9
  br label %if.end26

if.else18:                                        ; preds = %if.else11
  %64 = load i8, ptr %a_starts_in_b, align 1, !range !5, !noundef !6
  %loadedv19 = trunc i8 %64 to i1
  br i1 %loadedv19, label %if.then20, label %if.else25

if.then20:                                        ; preds = %if.else18
  %65 = load ptr, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp21) #9
  %base22 = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %66 = load i64, ptr %base22, align 8
  %67 = load i32, ptr %w.addr, align 4
  %68 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %69 = load i64, ptr %68, align 8
  %70 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %71 = load i64, ptr %70, align 8
  %call23 = call i64 @range_last(i64 %69, i64 %71, i32 noundef %67)
  %72 = load i32, ptr %w.addr, align 4
  %call24 = call { i64, i64 } @range_between(i64 noundef %66, i64 noundef %call23, i32 noundef %72)
  %73 = getelementptr inbounds { i64, i64 }, ptr %tmp21, i32 0, i32 0
  %74 = extractvalue { i64, i64 } %call24, 0
  store i64 %74, ptr %73, align 8
  %75 = getelementptr inbounds { i64, i64 }, ptr %tmp21, i32 0, i32 1
  %76 = extractvalue { i64, i64 } %call24, 1
  store i64 %76, ptr %75, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %65, ptr align 8 %tmp21, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp21) #9
  br label %if.end

if.else25:                                        ; preds = %if.else18
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %if.then20
  br label %if.end26

if.end26:                                         ; preds = %if.end, %if.then13
  br label %if.end27

if.end27:                                         ; preds = %if.end26, %if.then9
  br label %if.end28

if.end28:                                         ; preds = %if.end27, %if.then6
  br label %if.end29

if.end29:                                         ; preds = %if.end28, %if.then
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end29, %if.else25
  call void @llvm.lifetime.end.p0(i64 1, ptr %a_starts_in_b) #9
  call void @llvm.lifetime.end.p0(i64 1, ptr %b_starts_in_a) #9
  %77 = load i1, ptr %retval, align 1
  ret i1 %77
}

; Function Attrs: nounwind uwtable
define dso_local i64 @range_umin(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %w.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call zeroext i1 @range_wraps(i64 %4, i64 %6, i32 noundef %2)
  br i1 %call, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  br label %cond.end

cond.false:                                       ; preds = %entry
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %7 = load i64, ptr %base, align 8
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ 0, %cond.true ], [ %7, %cond.false ]
  ret i64 %cond
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @range_wraps(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %2 = load i64, ptr %size, align 8
  %3 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %3)
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %base, align 8
  %sub = sub i64 %call, %4
  %cmp = icmp ugt i64 %2, %sub
  ret i1 %cmp
}

; Function Attrs: nounwind uwtable
define dso_local i64 @range_umax(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %w.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call zeroext i1 @range_wraps(i64 %4, i64 %6, i32 noundef %2)
  br i1 %call, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %7 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @width_mask(i32 noundef %7)
  br label %cond.end

cond.false:                                       ; preds = %entry
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %8 = load i64, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %9 = load i64, ptr %size, align 8
  %add = add i64 %8, %9
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %call1, %cond.true ], [ %add, %cond.false ]
  ret i64 %cond
}

; Function Attrs: nounwind uwtable
define dso_local i64 @range_smin(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %agg.tmp = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %w.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call { i64, i64 } @range_turn(i64 %4, i64 %6, i32 noundef %2)
  %7 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %8 = extractvalue { i64, i64 } %call, 0
  store i64 %8, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %10 = extractvalue { i64, i64 } %call, 1
  store i64 %10, ptr %9, align 8
  %11 = load i32, ptr %w.addr, align 4
  %12 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %call1 = call i64 @range_umin(i64 %13, i64 %15, i32 noundef %11)
  %16 = load i32, ptr %w.addr, align 4
  %sub = sub i32 %16, 1
  %sh_prom = zext i32 %sub to i64
  %shl = shl i64 1, %sh_prom
  %xor = xor i64 %call1, %shl
  %17 = load i32, ptr %w.addr, align 4
  %call2 = call i64 @sign_extend(i64 noundef %xor, i32 noundef %17)
  ret i64 %call2
}

; Function Attrs: nounwind uwtable
define internal i64 @sign_extend(i64 noundef %v, i32 noundef %w) #0 {
entry:
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load i64, ptr %v.addr, align 8
  %1 = load i32, ptr %w.addr, align 4
  %sub = sub i32 64, %1
  %sh_prom = zext i32 %sub to i64
  %shl = shl i64 %0, %sh_prom
  %2 = load i32, ptr %w.addr, align 4
  %sub1 = sub i32 64, %2
  %sh_prom2 = zext i32 %sub1 to i64
  %shr = ashr i64 %shl, %sh_prom2
  ret i64 %shr
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @range_turn(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %base = getelementptr inbounds %struct.range, ptr %retval, i32 0, i32 0
  %base1 = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %2 = load i64, ptr %base1, align 8
  %3 = load i32, ptr %w.addr, align 4
  %sub = sub i32 %3, 1
  %sh_prom = zext i32 %sub to i64
  %shl = shl i64 1, %sh_prom
  %xor = xor i64 %2, %shl
  store i64 %xor, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %retval, i32 0, i32 1
  %size2 = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %4 = load i64, ptr %size2, align 8
  store i64 %4, ptr %size, align 8
  %5 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %5
}

; Function Attrs: nounwind uwtable
define dso_local i64 @range_smax(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %agg.tmp = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %w.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call { i64, i64 } @range_turn(i64 %4, i64 %6, i32 noundef %2)
  %7 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %8 = extractvalue { i64, i64 } %call, 0
  store i64 %8, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %10 = extractvalue { i64, i64 } %call, 1
  store i64 %10, ptr %9, align 8
  %11 = load i32, ptr %w.addr, align 4
  %12 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %call1 = call i64 @range_umax(i64 %13, i64 %15, i32 noundef %11)
  %16 = load i32, ptr %w.addr, align 4
  %sub = sub i32 %16, 1
  %sh_prom = zext i32 %sub to i64
  %shl = shl i64 1, %sh_prom
  %xor = xor i64 %call1, %shl
  %17 = load i32, ptr %w.addr, align 4
  %call2 = call i64 @sign_extend(i64 noundef %xor, i32 noundef %17)
  ret i64 %call2
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_reduce_w(ptr noundef %s, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load i32, ptr %w.addr, align 4
  %cmp = icmp eq i32 %0, 64
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %1 = load ptr, ptr %s.addr, align 8
  %call = call zeroext i1 @reduce(ptr noundef %1, i32 noundef 64)
  %conv = zext i1 %call to i32
  br label %cond.end

cond.false:                                       ; preds = %entry
  %2 = load ptr, ptr %s.addr, align 8
  %3 = load i32, ptr %w.addr, align 4
  %call1 = call zeroext i1 @reduce(ptr noundef %2, i32 noundef %3)
  %conv2 = zext i1 %call1 to i32
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i32 [ %conv, %cond.true ], [ %conv2, %cond.false ]
  %tobool = icmp ne i32 %cond, 0
  ret i1 %tobool
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @reduce(ptr noundef %s, i32 noundef %w) #5 {
entry:
  %retval = alloca i1, align 1
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %low = alloca i64, align 8
  %base = alloca i64, align 8
  %size = alloca i64, align 8
  %mask = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %0 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %0, 2
  %call = call i64 @width_mask(i32 noundef %div)
  store i64 %call, ptr %low, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %base) #9
  call void @llvm.lifetime.start.p0(i64 8, ptr %size) #9
  call void @llvm.lifetime.start.p0(i64 8, ptr %mask) #9
  %1 = load ptr, ptr %s.addr, align 8
  %2 = load i32, ptr %w.addr, align 4
  %call1 = call zeroext i1 @scalar_is_unknown_w(ptr noundef %1, i32 noundef %2)
  br i1 %call1, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  br label %do.body

do.body:                                          ; preds = %lor.end, %if.end
  %3 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %3, i32 0, i32 0
  %mask2 = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 1
  %4 = load i64, ptr %mask2, align 8
  %tobool = icmp ne i64 %4, 0
  br i1 %tobool, label %if.end6, label %if.then3

if.then3:                                         ; preds = %do.body
  %5 = load ptr, ptr %s.addr, align 8
  %6 = load ptr, ptr %s.addr, align 8
  %bits4 = getelementptr inbounds %struct.scalar, ptr %6, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits4, i32 0, i32 0
  %7 = load i64, ptr %value, align 8
  %8 = load i32, ptr %w.addr, align 4
  %call5 = call zeroext i1 @reduce_const(ptr noundef %5, i64 noundef %7, i32 noundef %8)
  store i1 %call5, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end6:                                          ; preds = %do.body
  %9 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %9, i32 0, i32 1
  %size7 = getelementptr inbounds %struct.range, ptr %r64, i32 0, i32 1
  %10 = load i64, ptr %size7, align 8
  %tobool8 = icmp ne i64 %10, 0
  br i1 %tobool8, label %if.end13, label %if.then9

if.then9:                                         ; preds = %if.end6
  %11 = load ptr, ptr %s.addr, align 8
  %12 = load ptr, ptr %s.addr, align 8
  %r6410 = getelementptr inbounds %struct.scalar, ptr %12, i32 0, i32 1
  %base11 = getelementptr inbounds %struct.range, ptr %r6410, i32 0, i32 0
  %13 = load i64, ptr %base11, align 8
  %14 = load i32, ptr %w.addr, align 4
  %call12 = call zeroext i1 @reduce_const(ptr noundef %11, i64 noundef %13, i32 noundef %14)
  store i1 %call12, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end13:                                         ; preds = %if.end6
  %15 = load ptr, ptr %s.addr, align 8
  %r6414 = getelementptr inbounds %struct.scalar, ptr %15, i32 0, i32 1
  %base15 = getelementptr inbounds %struct.range, ptr %r6414, i32 0, i32 0
  %16 = load i64, ptr %base15, align 8
  store i64 %16, ptr %base, align 8
  %17 = load ptr, ptr %s.addr, align 8
  %r6416 = getelementptr inbounds %struct.scalar, ptr %17, i32 0, i32 1
  %size17 = getelementptr inbounds %struct.range, ptr %r6416, i32 0, i32 1
  %18 = load i64, ptr %size17, align 8
  store i64 %18, ptr %size, align 8
  %19 = load ptr, ptr %s.addr, align 8
  %20 = load i32, ptr %w.addr, align 4
  %div18 = udiv i32 %20, 2
  %call19 = call zeroext i1 @reduce_half(ptr noundef %19, i32 noundef %div18)
  br i1 %call19, label %if.end21, label %if.then20

if.then20:                                        ; preds = %if.end13
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end21:                                         ; preds = %if.end13
  %21 = load ptr, ptr %s.addr, align 8
  %bits22 = getelementptr inbounds %struct.scalar, ptr %21, i32 0, i32 0
  %mask23 = getelementptr inbounds %struct.tnum, ptr %bits22, i32 0, i32 1
  %22 = load i64, ptr %mask23, align 8
  store i64 %22, ptr %mask, align 8
  %23 = load ptr, ptr %s.addr, align 8
  %24 = load i32, ptr %w.addr, align 4
  %call24 = call zeroext i1 @reduce_full(ptr noundef %23, i32 noundef %24)
  br i1 %call24, label %if.end26, label %if.then25

if.then25:                                        ; preds = %if.end21
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end26:                                         ; preds = %if.end21
  br label %do.cond

do.cond:                                          ; preds = %if.end26
  %25 = load i64, ptr %base, align 8
  %26 = load ptr, ptr %s.addr, align 8
  %r6427 = getelementptr inbounds %struct.scalar, ptr %26, i32 0, i32 1
  %base28 = getelementptr inbounds %struct.range, ptr %r6427, i32 0, i32 0
  %27 = load i64, ptr %base28, align 8
  %cmp = icmp ne i64 %25, %27
  br i1 %cmp, label %lor.end, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %do.cond
  %28 = load i64, ptr %size, align 8
  %29 = load ptr, ptr %s.addr, align 8
  %r6429 = getelementptr inbounds %struct.scalar, ptr %29, i32 0, i32 1
  %size30 = getelementptr inbounds %struct.range, ptr %r6429, i32 0, i32 1
  %30 = load i64, ptr %size30, align 8
  %cmp31 = icmp ne i64 %28, %30
  br i1 %cmp31, label %lor.end, label %lor.rhs

lor.rhs:                                          ; preds = %lor.lhs.false
  %31 = load i64, ptr %mask, align 8
  %32 = load ptr, ptr %s.addr, align 8
  %bits32 = getelementptr inbounds %struct.scalar, ptr %32, i32 0, i32 0
  %mask33 = getelementptr inbounds %struct.tnum, ptr %bits32, i32 0, i32 1
  %33 = load i64, ptr %mask33, align 8
  %xor = xor i64 %31, %33
  %34 = load i64, ptr %low, align 8
  %and = and i64 %xor, %34
  %tobool34 = icmp ne i64 %and, 0
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %lor.lhs.false, %do.cond
  %35 = phi i1 [ true, %lor.lhs.false ], [ true, %do.cond ], [ %tobool34, %lor.rhs ]
  br i1 %35, label %do.body, label %do.end, !llvm.loop !7

do.end:                                           ; preds = %lor.end
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %do.end, %if.then25, %if.then20, %if.then9, %if.then3, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %mask) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %size) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %base) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  %36 = load i1, ptr %retval, align 1
  ret i1 %36
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_const_w(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, i64 noundef %v, i32 noundef %w) #0 {
entry:
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %bits = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 0
  %0 = load i64, ptr %v.addr, align 8
  %1 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %1)
  %and = and i64 %0, %call
  %call1 = call { i64, i64 } @tnum_const(i64 noundef %and)
  %2 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %3 = extractvalue { i64, i64 } %call1, 0
  store i64 %3, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %5 = extractvalue { i64, i64 } %call1, 1
  store i64 %5, ptr %4, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 1
  %6 = load i64, ptr %v.addr, align 8
  %7 = load i32, ptr %w.addr, align 4
  %call2 = call { i64, i64 } @range_const(i64 noundef %6, i32 noundef %7)
  %8 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %9 = extractvalue { i64, i64 } %call2, 0
  store i64 %9, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %11 = extractvalue { i64, i64 } %call2, 1
  store i64 %11, ptr %10, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 2
  %12 = load i64, ptr %v.addr, align 8
  %13 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %13, 2
  %call3 = call { i64, i64 } @range_const(i64 noundef %12, i32 noundef %div)
  %14 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %15 = extractvalue { i64, i64 } %call3, 0
  store i64 %15, ptr %14, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %17 = extractvalue { i64, i64 } %call3, 1
  store i64 %17, ptr %16, align 8
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_unknown_w(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, i32 noundef %w) #0 {
entry:
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %bits = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 0
  %0 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @tnum_unknown(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call, 1
  store i64 %4, ptr %3, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 1
  %5 = load i32, ptr %w.addr, align 4
  %call1 = call { i64, i64 } @range_full(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call1, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call1, 1
  store i64 %9, ptr %8, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 2
  %10 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %10, 2
  %call2 = call { i64, i64 } @range_full(i32 noundef %div)
  %11 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %12 = extractvalue { i64, i64 } %call2, 0
  store i64 %12, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %14 = extractvalue { i64, i64 } %call2, 1
  store i64 %14, ptr %13, align 8
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_contains_w(ptr noundef %s, i64 noundef %v, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  %1 = load i64, ptr %v.addr, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %5 = load i64, ptr %4, align 8
  %call = call zeroext i1 @tnum_contains(i64 %3, i64 %5, i64 noundef %1)
  br i1 %call, label %land.lhs.true, label %land.end

land.lhs.true:                                    ; preds = %entry
  %6 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %6, i32 0, i32 1
  %7 = load i64, ptr %v.addr, align 8
  %8 = load i32, ptr %w.addr, align 4
  %9 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call1 = call zeroext i1 @range_contains(i64 %10, i64 %12, i64 noundef %7, i32 noundef %8)
  br i1 %call1, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %land.lhs.true
  %13 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %13, i32 0, i32 2
  %14 = load i64, ptr %v.addr, align 8
  %15 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %15, 2
  %16 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call2 = call zeroext i1 @range_contains(i64 %17, i64 %19, i64 noundef %14, i32 noundef %div)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %land.lhs.true, %entry
  %20 = phi i1 [ false, %land.lhs.true ], [ false, %entry ], [ %call2, %land.rhs ]
  ret i1 %20
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_subset_w(ptr noundef %inner, ptr noundef %outer, i32 noundef %w) #0 {
entry:
  %inner.addr = alloca ptr, align 8
  %outer.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  store ptr %inner, ptr %inner.addr, align 8
  store ptr %outer, ptr %outer.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load ptr, ptr %inner.addr, align 8
  %1 = load ptr, ptr %outer.addr, align 8
  %2 = load i32, ptr %w.addr, align 4
  %call = call zeroext i1 @subset(ptr noundef %0, ptr noundef %1, i32 noundef %2)
  ret i1 %call
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @subset(ptr noundef %inner, ptr noundef %outer, i32 noundef %w) #5 {
entry:
  %retval = alloca i1, align 1
  %inner.addr = alloca ptr, align 8
  %outer.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %low = alloca i64, align 8
  %all = alloca %struct.members, align 8
  %half = alloca %struct.members, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %agg.tmp = alloca %struct.range, align 8
  store ptr %inner, ptr %inner.addr, align 8
  store ptr %outer, ptr %outer.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %0 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %0, 2
  %call = call i64 @width_mask(i32 noundef %div)
  store i64 %call, ptr %low, align 8
  call void @llvm.lifetime.start.p0(i64 40, ptr %all) #9
  %bits = getelementptr inbounds %struct.members, ptr %all, i32 0, i32 0
  %1 = load ptr, ptr %inner.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 0
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %bits, ptr align 8 %bits1, i64 16, i1 false)
  %low2 = getelementptr inbounds %struct.members, ptr %all, i32 0, i32 1
  %2 = load ptr, ptr %inner.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %2, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %low2, ptr align 8 %r32, i64 16, i1 false)
  %halved = getelementptr inbounds %struct.members, ptr %all, i32 0, i32 2
  %3 = load ptr, ptr %inner.addr, align 8
  %r323 = getelementptr inbounds %struct.scalar, ptr %3, i32 0, i32 2
  %4 = load i32, ptr %w.addr, align 4
  %div4 = udiv i32 %4, 2
  %5 = getelementptr inbounds { i64, i64 }, ptr %r323, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %r323, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call5 = call zeroext i1 @range_is_full(i64 %6, i64 %8, i32 noundef %div4)
  %lnot = xor i1 %call5, true
  %storedv = zext i1 %lnot to i8
  store i8 %storedv, ptr %halved, align 8
  %w6 = getelementptr inbounds %struct.members, ptr %all, i32 0, i32 3
  %9 = load i32, ptr %w.addr, align 4
  store i32 %9, ptr %w6, align 4
  call void @llvm.lifetime.start.p0(i64 40, ptr %half) #9
  %bits7 = getelementptr inbounds %struct.members, ptr %half, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits7, i32 0, i32 0
  %10 = load ptr, ptr %inner.addr, align 8
  %bits8 = getelementptr inbounds %struct.scalar, ptr %10, i32 0, i32 0
  %value9 = getelementptr inbounds %struct.tnum, ptr %bits8, i32 0, i32 0
  %11 = load i64, ptr %value9, align 8
  %12 = load i64, ptr %low, align 8
  %and = and i64 %11, %12
  store i64 %and, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %bits7, i32 0, i32 1
  %13 = load ptr, ptr %inner.addr, align 8
  %bits10 = getelementptr inbounds %struct.scalar, ptr %13, i32 0, i32 0
  %mask11 = getelementptr inbounds %struct.tnum, ptr %bits10, i32 0, i32 1
  %14 = load i64, ptr %mask11, align 8
  %15 = load i64, ptr %low, align 8
  %and12 = and i64 %14, %15
  store i64 %and12, ptr %mask, align 8
  %low13 = getelementptr inbounds %struct.members, ptr %half, i32 0, i32 1
  call void @llvm.memset.p0.i64(ptr align 8 %low13, i8 0, i64 16, i1 false)
  %halved14 = getelementptr inbounds %struct.members, ptr %half, i32 0, i32 2
  store i8 0, ptr %halved14, align 8
  %w15 = getelementptr inbounds %struct.members, ptr %half, i32 0, i32 3
  %16 = load i32, ptr %w.addr, align 4
  %div16 = udiv i32 %16, 2
  store i32 %div16, ptr %w15, align 4
  %17 = load ptr, ptr %inner.addr, align 8
  %bits17 = getelementptr inbounds %struct.scalar, ptr %17, i32 0, i32 0
  %18 = load ptr, ptr %outer.addr, align 8
  %bits18 = getelementptr inbounds %struct.scalar, ptr %18, i32 0, i32 0
  %19 = getelementptr inbounds { i64, i64 }, ptr %bits17, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %bits17, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %bits18, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %bits18, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %call19 = call zeroext i1 @tnum_subset(i64 %20, i64 %22, i64 %24, i64 %26)
  br i1 %call19, label %lor.lhs.false, label %if.then

lor.lhs.false:                                    ; preds = %entry
  %27 = load ptr, ptr %inner.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %27, i32 0, i32 1
  %28 = load ptr, ptr %outer.addr, align 8
  %r6420 = getelementptr inbounds %struct.scalar, ptr %28, i32 0, i32 1
  %29 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %32 = load i64, ptr %31, align 8
  %33 = getelementptr inbounds { i64, i64 }, ptr %r6420, i32 0, i32 0
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %r6420, i32 0, i32 1
  %36 = load i64, ptr %35, align 8
  %call21 = call zeroext i1 @all_within(i64 %30, i64 %32, i64 %34, i64 %36, ptr noundef %all)
  br i1 %call21, label %if.end, label %if.then

if.then:                                          ; preds = %lor.lhs.false, %entry
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %lor.lhs.false
  %37 = load ptr, ptr %inner.addr, align 8
  %r3222 = getelementptr inbounds %struct.scalar, ptr %37, i32 0, i32 2
  %38 = load ptr, ptr %outer.addr, align 8
  %r3223 = getelementptr inbounds %struct.scalar, ptr %38, i32 0, i32 2
  %39 = getelementptr inbounds { i64, i64 }, ptr %r3222, i32 0, i32 0
  %40 = load i64, ptr %39, align 8
  %41 = getelementptr inbounds { i64, i64 }, ptr %r3222, i32 0, i32 1
  %42 = load i64, ptr %41, align 8
  %43 = getelementptr inbounds { i64, i64 }, ptr %r3223, i32 0, i32 0
  %44 = load i64, ptr %43, align 8
  %45 = getelementptr inbounds { i64, i64 }, ptr %r3223, i32 0, i32 1
  %46 = load i64, ptr %45, align 8
  %call24 = call zeroext i1 @all_within(i64 %40, i64 %42, i64 %44, i64 %46, ptr noundef %half)
  br i1 %call24, label %if.then25, label %if.end26

if.then25:                                        ; preds = %if.end
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end26:                                         ; preds = %if.end
  %47 = load ptr, ptr %inner.addr, align 8
  %r6427 = getelementptr inbounds %struct.scalar, ptr %47, i32 0, i32 1
  %size = getelementptr inbounds %struct.range, ptr %r6427, i32 0, i32 1
  %48 = load i64, ptr %size, align 8
  %49 = load i64, ptr %low, align 8
  %cmp = icmp ult i64 %48, %49
  br i1 %cmp, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %if.end26
  %50 = load ptr, ptr %inner.addr, align 8
  %r6428 = getelementptr inbounds %struct.scalar, ptr %50, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %r6428, i32 0, i32 0
  %51 = load i64, ptr %base, align 8
  %52 = load ptr, ptr %inner.addr, align 8
  %r6429 = getelementptr inbounds %struct.scalar, ptr %52, i32 0, i32 1
  %size30 = getelementptr inbounds %struct.range, ptr %r6429, i32 0, i32 1
  %53 = load i64, ptr %size30, align 8
  %54 = load i32, ptr %w.addr, align 4
  %div31 = udiv i32 %54, 2
  %call32 = call { i64, i64 } @range_make(i64 noundef %51, i64 noundef %53, i32 noundef %div31)
  %55 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %56 = extractvalue { i64, i64 } %call32, 0
  store i64 %56, ptr %55, align 8
  %57 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %58 = extractvalue { i64, i64 } %call32, 1
  store i64 %58, ptr %57, align 8
  %59 = load ptr, ptr %outer.addr, align 8
  %r3233 = getelementptr inbounds %struct.scalar, ptr %59, i32 0, i32 2
  %60 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %61 = load i64, ptr %60, align 8
  %62 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %63 = load i64, ptr %62, align 8
  %64 = getelementptr inbounds { i64, i64 }, ptr %r3233, i32 0, i32 0
  %65 = load i64, ptr %64, align 8
  %66 = getelementptr inbounds { i64, i64 }, ptr %r3233, i32 0, i32 1
  %67 = load i64, ptr %66, align 8
  %call34 = call zeroext i1 @all_within(i64 %61, i64 %63, i64 %65, i64 %67, ptr noundef %half)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %if.end26
  %68 = phi i1 [ false, %if.end26 ], [ %call34, %land.rhs ]
  store i1 %68, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %land.end, %if.then25, %if.then
  call void @llvm.lifetime.end.p0(i64 40, ptr %half) #9
  call void @llvm.lifetime.end.p0(i64 40, ptr %all) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  %69 = load i1, ptr %retval, align 1
  ret i1 %69
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_join_w(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %a, ptr noundef %b, i32 noundef %w) #0 {
entry:
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %some = alloca i8, align 1
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %bits = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 0
  %0 = load ptr, ptr %a.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  %1 = load ptr, ptr %b.addr, align 8
  %bits2 = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 0
  %2 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 0
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 1
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %bits2, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %bits2, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call = call { i64, i64 } @tnum_join(i64 %3, i64 %5, i64 %7, i64 %9)
  %10 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %11 = extractvalue { i64, i64 } %call, 0
  store i64 %11, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %13 = extractvalue { i64, i64 } %call, 1
  store i64 %13, ptr %12, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 1
  %14 = load ptr, ptr %a.addr, align 8
  %r643 = getelementptr inbounds %struct.scalar, ptr %14, i32 0, i32 1
  %15 = load ptr, ptr %b.addr, align 8
  %r644 = getelementptr inbounds %struct.scalar, ptr %15, i32 0, i32 1
  %16 = load i32, ptr %w.addr, align 4
  %17 = getelementptr inbounds { i64, i64 }, ptr %r643, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %r643, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %r644, i32 0, i32 0
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %r644, i32 0, i32 1
  %24 = load i64, ptr %23, align 8
  %call5 = call { i64, i64 } @range_join(i64 %18, i64 %20, i64 %22, i64 %24, i32 noundef %16)
  %25 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %26 = extractvalue { i64, i64 } %call5, 0
  store i64 %26, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %28 = extractvalue { i64, i64 } %call5, 1
  store i64 %28, ptr %27, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 2
  %29 = load ptr, ptr %a.addr, align 8
  %r326 = getelementptr inbounds %struct.scalar, ptr %29, i32 0, i32 2
  %30 = load ptr, ptr %b.addr, align 8
  %r327 = getelementptr inbounds %struct.scalar, ptr %30, i32 0, i32 2
  %31 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %31, 2
  %32 = getelementptr inbounds { i64, i64 }, ptr %r326, i32 0, i32 0
  %33 = load i64, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %r326, i32 0, i32 1
  %35 = load i64, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %r327, i32 0, i32 0
  %37 = load i64, ptr %36, align 8
  %38 = getelementptr inbounds { i64, i64 }, ptr %r327, i32 0, i32 1
  %39 = load i64, ptr %38, align 8
  %call8 = call { i64, i64 } @range_join(i64 %33, i64 %35, i64 %37, i64 %39, i32 noundef %div)
  %40 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %41 = extractvalue { i64, i64 } %call8, 0
  store i64 %41, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %43 = extractvalue { i64, i64 } %call8, 1
  store i64 %43, ptr %42, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %44 = load i32, ptr %w.addr, align 4
  %call9 = call zeroext i1 @scalar_reduce_w(ptr noundef %agg.result, i32 noundef %44)
  %storedv = zext i1 %call9 to i8
  store i8 %storedv, ptr %some, align 1
  %45 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %45 to i1
  br i1 %loadedv, label %if.then, label %if.else

if.then:                                          ; preds = %entry
  br label %if.end

if.else:                                          ; preds = %entry
  call void @__assert_fail(ptr noundef @.str, ptr noundef @.str.1, i32 noundef 493, ptr noundef @__PRETTY_FUNCTION__.scalar_join_w) #10
  unreachable

if.end:                                           ; preds = %if.then
  %46 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv10 = trunc i8 %46 to i1
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  ret void
}

; Function Attrs: noreturn nounwind
declare void @__assert_fail(ptr noundef, ptr noundef, i32 noundef, ptr noundef) #6

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_meet_w(ptr noundef %a, ptr noundef %b, i32 noundef %w, ptr noundef %out) #0 {
entry:
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %out.addr = alloca ptr, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  store ptr %out, ptr %out.addr, align 8
  %0 = load ptr, ptr %a.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  %1 = load ptr, ptr %b.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 0
  %2 = load ptr, ptr %out.addr, align 8
  %bits2 = getelementptr inbounds %struct.scalar, ptr %2, i32 0, i32 0
  %3 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 0
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 1
  %10 = load i64, ptr %9, align 8
  %call = call zeroext i1 @tnum_meet(i64 %4, i64 %6, i64 %8, i64 %10, ptr noundef %bits2)
  br i1 %call, label %land.lhs.true, label %land.end

land.lhs.true:                                    ; preds = %entry
  %11 = load ptr, ptr %a.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %11, i32 0, i32 1
  %12 = load ptr, ptr %b.addr, align 8
  %r643 = getelementptr inbounds %struct.scalar, ptr %12, i32 0, i32 1
  %13 = load i32, ptr %w.addr, align 4
  %14 = load ptr, ptr %out.addr, align 8
  %r644 = getelementptr inbounds %struct.scalar, ptr %14, i32 0, i32 1
  %15 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %r643, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %r643, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call5 = call zeroext i1 @range_meet(i64 %16, i64 %18, i64 %20, i64 %22, i32 noundef %13, ptr noundef %r644)
  br i1 %call5, label %land.lhs.true6, label %land.end

land.lhs.true6:                                   ; preds = %land.lhs.true
  %23 = load ptr, ptr %a.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %23, i32 0, i32 2
  %24 = load ptr, ptr %b.addr, align 8
  %r327 = getelementptr inbounds %struct.scalar, ptr %24, i32 0, i32 2
  %25 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %25, 2
  %26 = load ptr, ptr %out.addr, align 8
  %r328 = getelementptr inbounds %struct.scalar, ptr %26, i32 0, i32 2
  %27 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %r327, i32 0, i32 0
  %32 = load i64, ptr %31, align 8
  %33 = getelementptr inbounds { i64, i64 }, ptr %r327, i32 0, i32 1
  %34 = load i64, ptr %33, align 8
  %call9 = call zeroext i1 @range_meet(i64 %28, i64 %30, i64 %32, i64 %34, i32 noundef %div, ptr noundef %r328)
  br i1 %call9, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %land.lhs.true6
  %35 = load ptr, ptr %out.addr, align 8
  %36 = load i32, ptr %w.addr, align 4
  %call10 = call zeroext i1 @scalar_reduce_w(ptr noundef %35, i32 noundef %36)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %land.lhs.true6, %land.lhs.true, %entry
  %37 = phi i1 [ false, %land.lhs.true6 ], [ false, %land.lhs.true ], [ false, %entry ], [ %call10, %land.rhs ]
  ret i1 %37
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_urange(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, i64 noundef %umin, i64 noundef %umax) #0 {
entry:
  %umin.addr = alloca i64, align 8
  %umax.addr = alloca i64, align 8
  %some = alloca i8, align 1
  store i64 %umin, ptr %umin.addr, align 8
  store i64 %umax, ptr %umax.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 0
  %call = call { i64, i64 } @tnum_unknown(i32 noundef 64)
  %0 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %1 = extractvalue { i64, i64 } %call, 0
  store i64 %1, ptr %0, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %3 = extractvalue { i64, i64 } %call, 1
  store i64 %3, ptr %2, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 1
  %4 = load i64, ptr %umin.addr, align 8
  %5 = load i64, ptr %umax.addr, align 8
  %call1 = call { i64, i64 } @range_between(i64 noundef %4, i64 noundef %5, i32 noundef 64)
  %6 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call1, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call1, 1
  store i64 %9, ptr %8, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 2
  %call2 = call { i64, i64 } @range_full(i32 noundef 32)
  %10 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %11 = extractvalue { i64, i64 } %call2, 0
  store i64 %11, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %13 = extractvalue { i64, i64 } %call2, 1
  store i64 %13, ptr %12, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %call3 = call zeroext i1 @scalar_reduce(ptr noundef %agg.result)
  %storedv = zext i1 %call3 to i8
  store i8 %storedv, ptr %some, align 1
  %14 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %14 to i1
  br i1 %loadedv, label %if.then, label %if.else

if.then:                                          ; preds = %entry
  br label %if.end

if.else:                                          ; preds = %entry
  call void @__assert_fail(ptr noundef @.str, ptr noundef @.str.1, i32 noundef 512, ptr noundef @__PRETTY_FUNCTION__.scalar_urange) #10
  unreachable

if.end:                                           ; preds = %if.then
  %15 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv4 = trunc i8 %15 to i1
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_reduce(ptr noundef %s) #0 {
entry:
  %s.addr = alloca ptr, align 8
  store ptr %s, ptr %s.addr, align 8
  %0 = load ptr, ptr %s.addr, align 8
  %call = call zeroext i1 @scalar_reduce_w(ptr noundef %0, i32 noundef 64)
  ret i1 %call
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_is_unknown(ptr noundef %s) #0 {
entry:
  %s.addr = alloca ptr, align 8
  store ptr %s, ptr %s.addr, align 8
  %0 = load ptr, ptr %s.addr, align 8
  %call = call zeroext i1 @scalar_is_unknown_w(ptr noundef %0, i32 noundef 64)
  ret i1 %call
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @scalar_is_unknown_w(ptr noundef %s, i32 noundef %w) #5 {
entry:
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  %mask = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 1
  %1 = load i64, ptr %mask, align 8
  %2 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %2)
  %cmp = icmp eq i64 %1, %call
  br i1 %cmp, label %land.lhs.true, label %land.end

land.lhs.true:                                    ; preds = %entry
  %3 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %3, i32 0, i32 1
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call1 = call zeroext i1 @range_is_full(i64 %6, i64 %8, i32 noundef %4)
  br i1 %call1, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %land.lhs.true
  %9 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %9, i32 0, i32 2
  %10 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %10, 2
  %11 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call2 = call zeroext i1 @range_is_full(i64 %12, i64 %14, i32 noundef %div)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %land.lhs.true, %entry
  %15 = phi i1 [ false, %land.lhs.true ], [ false, %entry ], [ %call2, %land.rhs ]
  ret i1 %15
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_contains(ptr noundef %s, i64 noundef %v) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  store ptr %s, ptr %s.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  %0 = load ptr, ptr %s.addr, align 8
  %1 = load i64, ptr %v.addr, align 8
  %call = call zeroext i1 @scalar_contains_w(ptr noundef %0, i64 noundef %1, i32 noundef 64)
  ret i1 %call
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_subset(ptr noundef %inner, ptr noundef %outer) #0 {
entry:
  %inner.addr = alloca ptr, align 8
  %outer.addr = alloca ptr, align 8
  store ptr %inner, ptr %inner.addr, align 8
  store ptr %outer, ptr %outer.addr, align 8
  %0 = load ptr, ptr %inner.addr, align 8
  %1 = load ptr, ptr %outer.addr, align 8
  %call = call zeroext i1 @scalar_same(ptr noundef %0, ptr noundef %1)
  br i1 %call, label %lor.end, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %entry
  %2 = load ptr, ptr %outer.addr, align 8
  %call1 = call zeroext i1 @scalar_is_unknown(ptr noundef %2)
  br i1 %call1, label %lor.end, label %lor.rhs

lor.rhs:                                          ; preds = %lor.lhs.false
  %3 = load ptr, ptr %inner.addr, align 8
  %4 = load ptr, ptr %outer.addr, align 8
  %call2 = call zeroext i1 @subset(ptr noundef %3, ptr noundef %4, i32 noundef 64)
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %lor.lhs.false, %entry
  %5 = phi i1 [ true, %lor.lhs.false ], [ true, %entry ], [ %call2, %lor.rhs ]
  ret i1 %5
}

; Function Attrs: inlinehint nounwind uwtable
define internal zeroext i1 @scalar_same(ptr noundef %a, ptr noundef %b) #1 {
entry:
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  %0 = load ptr, ptr %a.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %1 = load i64, ptr %value, align 8
  %2 = load ptr, ptr %b.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %2, i32 0, i32 0
  %value2 = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 0
  %3 = load i64, ptr %value2, align 8
  %xor = xor i64 %1, %3
  %4 = load ptr, ptr %a.addr, align 8
  %bits3 = getelementptr inbounds %struct.scalar, ptr %4, i32 0, i32 0
  %mask = getelementptr inbounds %struct.tnum, ptr %bits3, i32 0, i32 1
  %5 = load i64, ptr %mask, align 8
  %6 = load ptr, ptr %b.addr, align 8
  %bits4 = getelementptr inbounds %struct.scalar, ptr %6, i32 0, i32 0
  %mask5 = getelementptr inbounds %struct.tnum, ptr %bits4, i32 0, i32 1
  %7 = load i64, ptr %mask5, align 8
  %xor6 = xor i64 %5, %7
  %or = or i64 %xor, %xor6
  %8 = load ptr, ptr %a.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %8, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %r64, i32 0, i32 0
  %9 = load i64, ptr %base, align 8
  %10 = load ptr, ptr %b.addr, align 8
  %r647 = getelementptr inbounds %struct.scalar, ptr %10, i32 0, i32 1
  %base8 = getelementptr inbounds %struct.range, ptr %r647, i32 0, i32 0
  %11 = load i64, ptr %base8, align 8
  %xor9 = xor i64 %9, %11
  %or10 = or i64 %or, %xor9
  %12 = load ptr, ptr %a.addr, align 8
  %r6411 = getelementptr inbounds %struct.scalar, ptr %12, i32 0, i32 1
  %size = getelementptr inbounds %struct.range, ptr %r6411, i32 0, i32 1
  %13 = load i64, ptr %size, align 8
  %14 = load ptr, ptr %b.addr, align 8
  %r6412 = getelementptr inbounds %struct.scalar, ptr %14, i32 0, i32 1
  %size13 = getelementptr inbounds %struct.range, ptr %r6412, i32 0, i32 1
  %15 = load i64, ptr %size13, align 8
  %xor14 = xor i64 %13, %15
  %or15 = or i64 %or10, %xor14
  %16 = load ptr, ptr %a.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %16, i32 0, i32 2
  %base16 = getelementptr inbounds %struct.range, ptr %r32, i32 0, i32 0
  %17 = load i64, ptr %base16, align 8
  %18 = load ptr, ptr %b.addr, align 8
  %r3217 = getelementptr inbounds %struct.scalar, ptr %18, i32 0, i32 2
  %base18 = getelementptr inbounds %struct.range, ptr %r3217, i32 0, i32 0
  %19 = load i64, ptr %base18, align 8
  %xor19 = xor i64 %17, %19
  %or20 = or i64 %or15, %xor19
  %20 = load ptr, ptr %a.addr, align 8
  %r3221 = getelementptr inbounds %struct.scalar, ptr %20, i32 0, i32 2
  %size22 = getelementptr inbounds %struct.range, ptr %r3221, i32 0, i32 1
  %21 = load i64, ptr %size22, align 8
  %22 = load ptr, ptr %b.addr, align 8
  %r3223 = getelementptr inbounds %struct.scalar, ptr %22, i32 0, i32 2
  %size24 = getelementptr inbounds %struct.range, ptr %r3223, i32 0, i32 1
  %23 = load i64, ptr %size24, align 8
  %xor25 = xor i64 %21, %23
  %or26 = or i64 %or20, %xor25
  %tobool = icmp ne i64 %or26, 0
  %lnot = xor i1 %tobool, true
  ret i1 %lnot
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_join(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %a, ptr noundef %b) #0 {
entry:
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  %0 = load ptr, ptr %a.addr, align 8
  %1 = load ptr, ptr %b.addr, align 8
  %call = call zeroext i1 @scalar_same(ptr noundef %0, ptr noundef %1)
  br i1 %call, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %2 = load ptr, ptr %a.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.result, ptr align 8 %2, i64 48, i1 false)
  br label %cond.end

cond.false:                                       ; preds = %entry
  %3 = load ptr, ptr %a.addr, align 8
  %4 = load ptr, ptr %b.addr, align 8
  call void @scalar_join_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %3, ptr noundef %4, i32 noundef 64)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_meet(ptr noundef %a, ptr noundef %b, ptr noundef %out) #0 {
entry:
  %retval = alloca i1, align 1
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  %out.addr = alloca ptr, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  store ptr %out, ptr %out.addr, align 8
  %0 = load ptr, ptr %a.addr, align 8
  %1 = load ptr, ptr %b.addr, align 8
  %call = call zeroext i1 @scalar_same(ptr noundef %0, ptr noundef %1)
  br i1 %call, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %2 = load ptr, ptr %out.addr, align 8
  %3 = load ptr, ptr %a.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %2, ptr align 8 %3, i64 48, i1 false)
  store i1 true, ptr %retval, align 1
  br label %return

if.end:                                           ; preds = %entry
  %4 = load ptr, ptr %a.addr, align 8
  %5 = load ptr, ptr %b.addr, align 8
  %6 = load ptr, ptr %out.addr, align 8
  %call1 = call zeroext i1 @scalar_meet_w(ptr noundef %4, ptr noundef %5, i32 noundef 64, ptr noundef %6)
  store i1 %call1, ptr %retval, align 1
  br label %return

return:                                           ; preds = %if.end, %if.then
  %7 = load i1, ptr %retval, align 1
  ret i1 %7
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @value_contains(ptr noundef %v, ptr noundef %c) #0 {
entry:
  %retval = alloca i1, align 1
  %v.addr = alloca ptr, align 8
  %c.addr = alloca ptr, align 8
  store ptr %v, ptr %v.addr, align 8
  store ptr %c, ptr %c.addr, align 8
  %0 = load ptr, ptr %v.addr, align 8
  %kind = getelementptr inbounds %struct.value, ptr %0, i32 0, i32 0
  %1 = load i8, ptr %kind, align 8
  %conv = zext i8 %1 to i32
  %cmp = icmp eq i32 %conv, 0
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  store i1 true, ptr %retval, align 1
  br label %return

if.end:                                           ; preds = %entry
  %2 = load ptr, ptr %v.addr, align 8
  %flags = getelementptr inbounds %struct.value, ptr %2, i32 0, i32 1
  %3 = load i8, ptr %flags, align 1
  %conv2 = zext i8 %3 to i32
  %and = and i32 %conv2, 1
  %tobool = icmp ne i32 %and, 0
  br i1 %tobool, label %land.lhs.true, label %if.end11

land.lhs.true:                                    ; preds = %if.end
  %4 = load ptr, ptr %c.addr, align 8
  %kind3 = getelementptr inbounds %struct.concrete, ptr %4, i32 0, i32 1
  %5 = load i8, ptr %kind3, align 8
  %conv4 = zext i8 %5 to i32
  %cmp5 = icmp eq i32 %conv4, 1
  br i1 %cmp5, label %land.lhs.true7, label %if.end11

land.lhs.true7:                                   ; preds = %land.lhs.true
  %6 = load ptr, ptr %c.addr, align 8
  %bits = getelementptr inbounds %struct.concrete, ptr %6, i32 0, i32 0
  %7 = load i64, ptr %bits, align 8
  %cmp8 = icmp eq i64 %7, 0
  br i1 %cmp8, label %if.then10, label %if.end11

if.then10:                                        ; preds = %land.lhs.true7
  store i1 true, ptr %retval, align 1
  br label %return

if.end11:                                         ; preds = %land.lhs.true7, %land.lhs.true, %if.end
  %8 = load ptr, ptr %c.addr, align 8
  %kind12 = getelementptr inbounds %struct.concrete, ptr %8, i32 0, i32 1
  %9 = load i8, ptr %kind12, align 8
  %conv13 = zext i8 %9 to i32
  %10 = load ptr, ptr %v.addr, align 8
  %kind14 = getelementptr inbounds %struct.value, ptr %10, i32 0, i32 0
  %11 = load i8, ptr %kind14, align 8
  %conv15 = zext i8 %11 to i32
  %cmp16 = icmp ne i32 %conv13, %conv15
  br i1 %cmp16, label %if.then18, label %if.end19

if.then18:                                        ; preds = %if.end11
  store i1 false, ptr %retval, align 1
  br label %return

if.end19:                                         ; preds = %if.end11
  %12 = load ptr, ptr %v.addr, align 8
  %kind20 = getelementptr inbounds %struct.value, ptr %12, i32 0, i32 0
  %13 = load i8, ptr %kind20, align 8
  %conv21 = zext i8 %13 to i32
  %cmp22 = icmp eq i32 %conv21, 1
  br i1 %cmp22, label %if.then24, label %if.end26

if.then24:                                        ; preds = %if.end19
  %14 = load ptr, ptr %v.addr, align 8
  %num = getelementptr inbounds %struct.value, ptr %14, i32 0, i32 6
  %15 = load ptr, ptr %c.addr, align 8
  %bits25 = getelementptr inbounds %struct.concrete, ptr %15, i32 0, i32 0
  %16 = load i64, ptr %bits25, align 8
  %call = call zeroext i1 @scalar_contains(ptr noundef %num, i64 noundef %16)
  store i1 %call, ptr %retval, align 1
  br label %return

if.end26:                                         ; preds = %if.end19
  %17 = load ptr, ptr %c.addr, align 8
  %kind27 = getelementptr inbounds %struct.concrete, ptr %17, i32 0, i32 1
  %18 = load i8, ptr %kind27, align 8
  %19 = load ptr, ptr %c.addr, align 8
  %object = getelementptr inbounds %struct.concrete, ptr %19, i32 0, i32 2
  %20 = load i16, ptr %object, align 2
  %21 = load ptr, ptr %v.addr, align 8
  %object28 = getelementptr inbounds %struct.value, ptr %21, i32 0, i32 2
  %22 = load i16, ptr %object28, align 2
  %call29 = call zeroext i1 @object_is(i8 noundef zeroext %18, i16 noundef zeroext %20, i16 noundef zeroext %22)
  br i1 %call29, label %if.end31, label %if.then30

if.then30:                                        ; preds = %if.end26
  store i1 false, ptr %retval, align 1
  br label %return

if.end31:                                         ; preds = %if.end26
  %23 = load ptr, ptr %v.addr, align 8
  %kind32 = getelementptr inbounds %struct.value, ptr %23, i32 0, i32 0
  %24 = load i8, ptr %kind32, align 8
  %idxprom = zext i8 %24 to i64
  %arrayidx = getelementptr inbounds [13 x %struct.value_kind_info], ptr @value_kind_info, i64 0, i64 %idxprom
  %deref = getelementptr inbounds %struct.value_kind_info, ptr %arrayidx, i32 0, i32 3
  %25 = load i8, ptr %deref, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %25 to i1
  br i1 %loadedv, label %lor.rhs, label %lor.end

lor.rhs:                                          ; preds = %if.end31
  %26 = load ptr, ptr %v.addr, align 8
  %num33 = getelementptr inbounds %struct.value, ptr %26, i32 0, i32 6
  %27 = load ptr, ptr %c.addr, align 8
  %offset = getelementptr inbounds %struct.concrete, ptr %27, i32 0, i32 3
  %28 = load i64, ptr %offset, align 8
  %call34 = call zeroext i1 @scalar_contains(ptr noundef %num33, i64 noundef %28)
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %if.end31
  %29 = phi i1 [ true, %if.end31 ], [ %call34, %lor.rhs ]
  store i1 %29, ptr %retval, align 1
  br label %return

return:                                           ; preds = %lor.end, %if.then30, %if.then24, %if.then18, %if.then10, %if.then
  %30 = load i1, ptr %retval, align 1
  ret i1 %30
}

; Function Attrs: inlinehint nounwind uwtable
define internal zeroext i1 @object_is(i8 noundef zeroext %kind, i16 noundef zeroext %object, i16 noundef zeroext %proved) #1 {
entry:
  %kind.addr = alloca i8, align 1
  %object.addr = alloca i16, align 2
  %proved.addr = alloca i16, align 2
  store i8 %kind, ptr %kind.addr, align 1
  store i16 %object, ptr %object.addr, align 2
  store i16 %proved, ptr %proved.addr, align 2
  %0 = load i16, ptr %object.addr, align 2
  %conv = zext i16 %0 to i32
  %1 = load i16, ptr %proved.addr, align 2
  %conv1 = zext i16 %1 to i32
  %cmp = icmp eq i32 %conv, %conv1
  br i1 %cmp, label %lor.end, label %lor.rhs

lor.rhs:                                          ; preds = %entry
  %2 = load i8, ptr %kind.addr, align 1
  %conv3 = zext i8 %2 to i32
  %cmp4 = icmp eq i32 %conv3, 9
  br i1 %cmp4, label %land.lhs.true, label %land.end

land.lhs.true:                                    ; preds = %lor.rhs
  %3 = load i16, ptr %object.addr, align 2
  %conv6 = zext i16 %3 to i32
  %and = and i32 %conv6, 2
  %tobool = icmp ne i32 %and, 0
  br i1 %tobool, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %land.lhs.true
  %4 = load i16, ptr %object.addr, align 2
  %conv7 = zext i16 %4 to i32
  %or = or i32 %conv7, 1
  %5 = load i16, ptr %proved.addr, align 2
  %conv8 = zext i16 %5 to i32
  %cmp9 = icmp eq i32 %or, %conv8
  br label %land.end

land.end:                                         ; preds = %land.rhs, %land.lhs.true, %lor.rhs
  %6 = phi i1 [ false, %land.lhs.true ], [ false, %lor.rhs ], [ %cmp9, %land.rhs ]
  br label %lor.end

lor.end:                                          ; preds = %land.end, %entry
  %7 = phi i1 [ true, %entry ], [ %6, %land.end ]
  ret i1 %7
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @value_subset(ptr noundef %inner, ptr noundef %outer) #0 {
entry:
  %retval = alloca i1, align 1
  %inner.addr = alloca ptr, align 8
  %outer.addr = alloca ptr, align 8
  store ptr %inner, ptr %inner.addr, align 8
  store ptr %outer, ptr %outer.addr, align 8
  %0 = load ptr, ptr %outer.addr, align 8
  %kind = getelementptr inbounds %struct.value, ptr %0, i32 0, i32 0
  %1 = load i8, ptr %kind, align 8
  %conv = zext i8 %1 to i32
  %cmp = icmp eq i32 %conv, 0
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  store i1 true, ptr %retval, align 1
  br label %return

if.end:                                           ; preds = %entry
  %2 = load ptr, ptr %inner.addr, align 8
  %kind2 = getelementptr inbounds %struct.value, ptr %2, i32 0, i32 0
  %3 = load i8, ptr %kind2, align 8
  %conv3 = zext i8 %3 to i32
  %4 = load ptr, ptr %outer.addr, align 8
  %kind4 = getelementptr inbounds %struct.value, ptr %4, i32 0, i32 0
  %5 = load i8, ptr %kind4, align 8
  %conv5 = zext i8 %5 to i32
  %cmp6 = icmp ne i32 %conv3, %conv5
  br i1 %cmp6, label %if.then8, label %if.end9

if.then8:                                         ; preds = %if.end
  store i1 false, ptr %retval, align 1
  br label %return

if.end9:                                          ; preds = %if.end
  %6 = load ptr, ptr %inner.addr, align 8
  %num = getelementptr inbounds %struct.value, ptr %6, i32 0, i32 6
  %7 = load ptr, ptr %outer.addr, align 8
  %num10 = getelementptr inbounds %struct.value, ptr %7, i32 0, i32 6
  %call = call zeroext i1 @scalar_subset(ptr noundef %num, ptr noundef %num10)
  br i1 %call, label %if.end12, label %if.then11

if.then11:                                        ; preds = %if.end9
  store i1 false, ptr %retval, align 1
  br label %return

if.end12:                                         ; preds = %if.end9
  %8 = load ptr, ptr %inner.addr, align 8
  %kind13 = getelementptr inbounds %struct.value, ptr %8, i32 0, i32 0
  %9 = load i8, ptr %kind13, align 8
  %conv14 = zext i8 %9 to i32
  %cmp15 = icmp eq i32 %conv14, 1
  br i1 %cmp15, label %if.then17, label %if.end18

if.then17:                                        ; preds = %if.end12
  store i1 true, ptr %retval, align 1
  br label %return

if.end18:                                         ; preds = %if.end12
  %10 = load ptr, ptr %inner.addr, align 8
  %flags = getelementptr inbounds %struct.value, ptr %10, i32 0, i32 1
  %11 = load i8, ptr %flags, align 1
  %conv19 = zext i8 %11 to i32
  %12 = load ptr, ptr %outer.addr, align 8
  %flags20 = getelementptr inbounds %struct.value, ptr %12, i32 0, i32 1
  %13 = load i8, ptr %flags20, align 1
  %conv21 = zext i8 %13 to i32
  %xor = xor i32 %conv19, %conv21
  %and = and i32 %xor, 4
  %tobool = icmp ne i32 %and, 0
  br i1 %tobool, label %if.then22, label %if.end23

if.then22:                                        ; preds = %if.end18
  store i1 false, ptr %retval, align 1
  br label %return

if.end23:                                         ; preds = %if.end18
  %14 = load ptr, ptr %inner.addr, align 8
  %object = getelementptr inbounds %struct.value, ptr %14, i32 0, i32 2
  %15 = load i16, ptr %object, align 2
  %conv24 = zext i16 %15 to i32
  %16 = load ptr, ptr %outer.addr, align 8
  %object25 = getelementptr inbounds %struct.value, ptr %16, i32 0, i32 2
  %17 = load i16, ptr %object25, align 2
  %conv26 = zext i16 %17 to i32
  %cmp27 = icmp ne i32 %conv24, %conv26
  br i1 %cmp27, label %if.then35, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %if.end23
  %18 = load ptr, ptr %inner.addr, align 8
  %flags29 = getelementptr inbounds %struct.value, ptr %18, i32 0, i32 1
  %19 = load i8, ptr %flags29, align 1
  %conv30 = zext i8 %19 to i32
  %20 = load ptr, ptr %outer.addr, align 8
  %flags31 = getelementptr inbounds %struct.value, ptr %20, i32 0, i32 1
  %21 = load i8, ptr %flags31, align 1
  %conv32 = zext i8 %21 to i32
  %not = xor i32 %conv32, -1
  %and33 = and i32 %conv30, %not
  %tobool34 = icmp ne i32 %and33, 0
  br i1 %tobool34, label %if.then35, label %if.end36

if.then35:                                        ; preds = %lor.lhs.false, %if.end23
  store i1 false, ptr %retval, align 1
  br label %return

if.end36:                                         ; preds = %lor.lhs.false
  %22 = load ptr, ptr %inner.addr, align 8
  %call37 = call zeroext i1 @value_is_packet(ptr noundef %22)
  br i1 %call37, label %if.then38, label %if.end46

if.then38:                                        ; preds = %if.end36
  %23 = load ptr, ptr %outer.addr, align 8
  %id = getelementptr inbounds %struct.value, ptr %23, i32 0, i32 3
  %24 = load i32, ptr %id, align 4
  %tobool39 = icmp ne i32 %24, 0
  br i1 %tobool39, label %land.rhs, label %lor.lhs.false40

lor.lhs.false40:                                  ; preds = %if.then38
  %25 = load ptr, ptr %inner.addr, align 8
  %delta = getelementptr inbounds %struct.value, ptr %25, i32 0, i32 4
  %26 = load i32, ptr %delta, align 8
  %27 = load ptr, ptr %outer.addr, align 8
  %delta41 = getelementptr inbounds %struct.value, ptr %27, i32 0, i32 4
  %28 = load i32, ptr %delta41, align 8
  %cmp42 = icmp eq i32 %26, %28
  br i1 %cmp42, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %lor.lhs.false40, %if.then38
  %29 = load ptr, ptr %inner.addr, align 8
  %30 = load ptr, ptr %outer.addr, align 8
  %call44 = call zeroext i1 @reads_as_much(ptr noundef %29, ptr noundef %30)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %lor.lhs.false40
  %31 = phi i1 [ false, %lor.lhs.false40 ], [ %call44, %land.rhs ]
  store i1 %31, ptr %retval, align 1
  br label %return

if.end46:                                         ; preds = %if.end36
  %32 = load ptr, ptr %inner.addr, align 8
  %kind47 = getelementptr inbounds %struct.value, ptr %32, i32 0, i32 0
  %33 = load i8, ptr %kind47, align 8
  %conv48 = zext i8 %33 to i32
  %cmp49 = icmp eq i32 %conv48, 11
  br i1 %cmp49, label %lor.end, label %lor.rhs

lor.rhs:                                          ; preds = %if.end46
  %34 = load ptr, ptr %inner.addr, align 8
  %35 = getelementptr inbounds %struct.value, ptr %34, i32 0, i32 5
  %36 = load i32, ptr %35, align 4
  %37 = load ptr, ptr %outer.addr, align 8
  %38 = getelementptr inbounds %struct.value, ptr %37, i32 0, i32 5
  %39 = load i32, ptr %38, align 4
  %cmp51 = icmp uge i32 %36, %39
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %if.end46
  %40 = phi i1 [ true, %if.end46 ], [ %cmp51, %lor.rhs ]
  store i1 %40, ptr %retval, align 1
  br label %return

return:                                           ; preds = %lor.end, %land.end, %if.then35, %if.then22, %if.then17, %if.then11, %if.then8, %if.then
  %41 = load i1, ptr %retval, align 1
  ret i1 %41
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @value_is_packet(ptr noundef %v) #0 {
entry:
  %v.addr = alloca ptr, align 8
  store ptr %v, ptr %v.addr, align 8
  %0 = load ptr, ptr %v.addr, align 8
  %kind = getelementptr inbounds %struct.value, ptr %0, i32 0, i32 0
  %1 = load i8, ptr %kind, align 8
  %conv = zext i8 %1 to i32
  %cmp = icmp eq i32 %conv, 6
  br i1 %cmp, label %lor.end, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %entry
  %2 = load ptr, ptr %v.addr, align 8
  %kind2 = getelementptr inbounds %struct.value, ptr %2, i32 0, i32 0
  %3 = load i8, ptr %kind2, align 8
  %conv3 = zext i8 %3 to i32
  %cmp4 = icmp eq i32 %conv3, 7
  br i1 %cmp4, label %lor.end, label %lor.rhs

lor.rhs:                                          ; preds = %lor.lhs.false
  %4 = load ptr, ptr %v.addr, align 8
  %kind6 = getelementptr inbounds %struct.value, ptr %4, i32 0, i32 0
  %5 = load i8, ptr %kind6, align 8
  %conv7 = zext i8 %5 to i32
  %cmp8 = icmp eq i32 %conv7, 8
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %lor.lhs.false, %entry
  %6 = phi i1 [ true, %lor.lhs.false ], [ true, %entry ], [ %cmp8, %lor.rhs ]
  ret i1 %6
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @reads_as_much(ptr noundef %inner, ptr noundef %outer) #0 {
entry:
  %inner.addr = alloca ptr, align 8
  %outer.addr = alloca ptr, align 8
  store ptr %inner, ptr %inner.addr, align 8
  store ptr %outer, ptr %outer.addr, align 8
  %0 = load ptr, ptr %outer.addr, align 8
  %1 = getelementptr inbounds %struct.value, ptr %0, i32 0, i32 5
  %2 = load i32, ptr %1, align 4
  %tobool = icmp ne i32 %2, 0
  br i1 %tobool, label %lor.rhs, label %lor.end

lor.rhs:                                          ; preds = %entry
  %3 = load ptr, ptr %inner.addr, align 8
  %4 = getelementptr inbounds %struct.value, ptr %3, i32 0, i32 5
  %5 = load i32, ptr %4, align 4
  %tobool1 = icmp ne i32 %5, 0
  br i1 %tobool1, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %lor.rhs
  %6 = load ptr, ptr %inner.addr, align 8
  %7 = getelementptr inbounds %struct.value, ptr %6, i32 0, i32 5
  %8 = load i32, ptr %7, align 4
  %conv = zext i32 %8 to i64
  %9 = load ptr, ptr %inner.addr, align 8
  %delta = getelementptr inbounds %struct.value, ptr %9, i32 0, i32 4
  %10 = load i32, ptr %delta, align 8
  %conv2 = sext i32 %10 to i64
  %sub = sub nsw i64 %conv, %conv2
  %11 = load ptr, ptr %outer.addr, align 8
  %12 = getelementptr inbounds %struct.value, ptr %11, i32 0, i32 5
  %13 = load i32, ptr %12, align 4
  %conv3 = zext i32 %13 to i64
  %14 = load ptr, ptr %outer.addr, align 8
  %delta4 = getelementptr inbounds %struct.value, ptr %14, i32 0, i32 4
  %15 = load i32, ptr %delta4, align 8
  %conv5 = sext i32 %15 to i64
  %sub6 = sub nsw i64 %conv3, %conv5
  %cmp = icmp sge i64 %sub, %sub6
  br label %land.end

land.end:                                         ; preds = %land.rhs, %lor.rhs
  %16 = phi i1 [ false, %lor.rhs ], [ %cmp, %land.rhs ]
  br label %lor.end

lor.end:                                          ; preds = %land.end, %entry
  %17 = phi i1 [ true, %entry ], [ %16, %land.end ]
  ret i1 %17
}

; Function Attrs: nounwind uwtable
define dso_local void @value_join(ptr dead_on_unwind noalias writable sret(%struct.value) align 8 %agg.result, ptr noundef %a, ptr noundef %b) #0 {
entry:
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  %join = alloca %struct.value, align 8
  %related = alloca i8, align 1
  %cleanup.dest.slot = alloca i32, align 4
  %tmp = alloca %struct.scalar, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  call void @llvm.lifetime.start.p0(i64 64, ptr %join) #9
  %0 = load ptr, ptr %a.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %join, ptr align 8 %0, i64 64, i1 false)
  call void @llvm.lifetime.start.p0(i64 1, ptr %related) #9
  %1 = load ptr, ptr %a.addr, align 8
  %id = getelementptr inbounds %struct.value, ptr %1, i32 0, i32 3
  %2 = load i32, ptr %id, align 4
  %3 = load ptr, ptr %b.addr, align 8
  %id1 = getelementptr inbounds %struct.value, ptr %3, i32 0, i32 3
  %4 = load i32, ptr %id1, align 4
  %cmp = icmp eq i32 %2, %4
  br i1 %cmp, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %entry
  %5 = load ptr, ptr %a.addr, align 8
  %delta = getelementptr inbounds %struct.value, ptr %5, i32 0, i32 4
  %6 = load i32, ptr %delta, align 8
  %7 = load ptr, ptr %b.addr, align 8
  %delta2 = getelementptr inbounds %struct.value, ptr %7, i32 0, i32 4
  %8 = load i32, ptr %delta2, align 8
  %cmp3 = icmp eq i32 %6, %8
  br label %land.end

land.end:                                         ; preds = %land.rhs, %entry
  %9 = phi i1 [ false, %entry ], [ %cmp3, %land.rhs ]
  %storedv = zext i1 %9 to i8
  store i8 %storedv, ptr %related, align 1
  %10 = load ptr, ptr %a.addr, align 8
  %kind = getelementptr inbounds %struct.value, ptr %10, i32 0, i32 0
  %11 = load i8, ptr %kind, align 8
  %conv = zext i8 %11 to i32
  %12 = load ptr, ptr %b.addr, align 8
  %kind4 = getelementptr inbounds %struct.value, ptr %12, i32 0, i32 0
  %13 = load i8, ptr %kind4, align 8
  %conv5 = zext i8 %13 to i32
  %cmp6 = icmp ne i32 %conv, %conv5
  br i1 %cmp6, label %if.then, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %land.end
  %14 = load ptr, ptr %a.addr, align 8
  %object = getelementptr inbounds %struct.value, ptr %14, i32 0, i32 2
  %15 = load i16, ptr %object, align 2
  %conv8 = zext i16 %15 to i32
  %16 = load ptr, ptr %b.addr, align 8
  %object9 = getelementptr inbounds %struct.value, ptr %16, i32 0, i32 2
  %17 = load i16, ptr %object9, align 2
  %conv10 = zext i16 %17 to i32
  %cmp11 = icmp ne i32 %conv8, %conv10
  br i1 %cmp11, label %if.then, label %lor.lhs.false13

lor.lhs.false13:                                  ; preds = %lor.lhs.false
  %18 = load ptr, ptr %a.addr, align 8
  %kind14 = getelementptr inbounds %struct.value, ptr %18, i32 0, i32 0
  %19 = load i8, ptr %kind14, align 8
  %conv15 = zext i8 %19 to i32
  %cmp16 = icmp eq i32 %conv15, 0
  br i1 %cmp16, label %if.then, label %if.end

if.then:                                          ; preds = %lor.lhs.false13, %lor.lhs.false, %land.end
  call void @llvm.memset.p0.i64(ptr align 8 %agg.result, i8 0, i64 64, i1 false)
  %kind18 = getelementptr inbounds %struct.value, ptr %agg.result, i32 0, i32 0
  store i8 0, ptr %kind18, align 8
  %flags = getelementptr inbounds %struct.value, ptr %agg.result, i32 0, i32 1
  %object19 = getelementptr inbounds %struct.value, ptr %agg.result, i32 0, i32 2
  %id20 = getelementptr inbounds %struct.value, ptr %agg.result, i32 0, i32 3
  %delta21 = getelementptr inbounds %struct.value, ptr %agg.result, i32 0, i32 4
  %20 = getelementptr inbounds %struct.value, ptr %agg.result, i32 0, i32 5
  %num = getelementptr inbounds %struct.value, ptr %agg.result, i32 0, i32 6
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %lor.lhs.false13
  %num22 = getelementptr inbounds %struct.value, ptr %join, i32 0, i32 6
  call void @llvm.lifetime.start.p0(i64 48, ptr %tmp) #9
  %21 = load ptr, ptr %a.addr, align 8
  %num23 = getelementptr inbounds %struct.value, ptr %21, i32 0, i32 6
  %22 = load ptr, ptr %b.addr, align 8
  %num24 = getelementptr inbounds %struct.value, ptr %22, i32 0, i32 6
  call void @scalar_join(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %tmp, ptr noundef %num23, ptr noundef %num24)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %num22, ptr align 8 %tmp, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %tmp) #9
  %23 = load ptr, ptr %b.addr, align 8
  %flags25 = getelementptr inbounds %struct.value, ptr %23, i32 0, i32 1
  %24 = load i8, ptr %flags25, align 1
  %conv26 = zext i8 %24 to i32
  %flags27 = getelementptr inbounds %struct.value, ptr %join, i32 0, i32 1
  %25 = load i8, ptr %flags27, align 1
  %conv28 = zext i8 %25 to i32
  %or = or i32 %conv28, %conv26
  %conv29 = trunc i32 %or to i8
  store i8 %conv29, ptr %flags27, align 1
  %26 = load ptr, ptr %a.addr, align 8
  %27 = getelementptr inbounds %struct.value, ptr %26, i32 0, i32 5
  %28 = load i32, ptr %27, align 4
  %29 = load ptr, ptr %b.addr, align 8
  %30 = getelementptr inbounds %struct.value, ptr %29, i32 0, i32 5
  %31 = load i32, ptr %30, align 4
  %cmp30 = icmp ult i32 %28, %31
  br i1 %cmp30, label %cond.true, label %cond.false

cond.true:                                        ; preds = %if.end
  %32 = load ptr, ptr %a.addr, align 8
  %33 = getelementptr inbounds %struct.value, ptr %32, i32 0, i32 5
  %34 = load i32, ptr %33, align 4
  br label %cond.end

cond.false:                                       ; preds = %if.end
  %35 = load ptr, ptr %b.addr, align 8
  %36 = getelementptr inbounds %struct.value, ptr %35, i32 0, i32 5
  %37 = load i32, ptr %36, align 4
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i32 [ %34, %cond.true ], [ %37, %cond.false ]
  %38 = getelementptr inbounds %struct.value, ptr %join, i32 0, i32 5
  store i32 %cond, ptr %38, align 4
  %39 = load i8, ptr %related, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %39 to i1
  br i1 %loadedv, label %if.end37, label %if.then32

if.then32:                                        ; preds = %cond.end
  %id33 = getelementptr inbounds %struct.value, ptr %join, i32 0, i32 3
  store i32 0, ptr %id33, align 4
  %delta34 = getelementptr inbounds %struct.value, ptr %join, i32 0, i32 4
  store i32 0, ptr %delta34, align 8
  %40 = load ptr, ptr %a.addr, align 8
  %call = call zeroext i1 @value_is_packet(ptr noundef %40)
  br i1 %call, label %if.then35, label %if.end36

if.then35:                                        ; preds = %if.then32
  %41 = getelementptr inbounds %struct.value, ptr %join, i32 0, i32 5
  store i32 0, ptr %41, align 4
  br label %if.end36

if.end36:                                         ; preds = %if.then35, %if.then32
  br label %if.end37

if.end37:                                         ; preds = %if.end36, %cond.end
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.result, ptr align 8 %join, i64 64, i1 false)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end37, %if.then
  call void @llvm.lifetime.end.p0(i64 1, ptr %related) #9
  call void @llvm.lifetime.end.p0(i64 64, ptr %join) #9
  ret void
}

; Function Attrs: nocallback nofree nounwind willreturn memory(argmem: write)
declare void @llvm.memset.p0.i64(ptr nocapture writeonly, i8, i64, i1 immarg) #7

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_add(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %least = alloca i64, align 8
  %greatest = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %least) #9
  %value = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %4 = load i64, ptr %value, align 8
  %value1 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %5 = load i64, ptr %value1, align 8
  %add = add i64 %4, %5
  store i64 %add, ptr %least, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %greatest) #9
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call = call i64 @tnum_max(i64 %7, i64 %9)
  %10 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call2 = call i64 @tnum_max(i64 %11, i64 %13)
  %add3 = add i64 %call, %call2
  store i64 %add3, ptr %greatest, align 8
  %14 = load i64, ptr %least, align 8
  %15 = load i64, ptr %least, align 8
  %16 = load i64, ptr %greatest, align 8
  %xor = xor i64 %15, %16
  %mask = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %17 = load i64, ptr %mask, align 8
  %or = or i64 %xor, %17
  %mask4 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 1
  %18 = load i64, ptr %mask4, align 8
  %or5 = or i64 %or, %18
  %19 = load i32, ptr %w.addr, align 4
  %call6 = call { i64, i64 } @tnum_make(i64 noundef %14, i64 noundef %or5, i32 noundef %19)
  %20 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %21 = extractvalue { i64, i64 } %call6, 0
  store i64 %21, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %23 = extractvalue { i64, i64 } %call6, 1
  store i64 %23, ptr %22, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %greatest) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %least) #9
  %24 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %24
}

; Function Attrs: nounwind uwtable
define internal i64 @tnum_max(i64 %t.coerce0, i64 %t.coerce1) #0 {
entry:
  %t = alloca %struct.tnum, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  %value = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %2 = load i64, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %3 = load i64, ptr %mask, align 8
  %or = or i64 %2, %3
  ret i64 %or
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @tnum_make(i64 noundef %value, i64 noundef %mask, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %value.addr = alloca i64, align 8
  %mask.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  store i64 %value, ptr %value.addr, align 8
  store i64 %mask, ptr %mask.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %value1 = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 0
  %0 = load i64, ptr %value.addr, align 8
  %1 = load i64, ptr %mask.addr, align 8
  %not = xor i64 %1, -1
  %and = and i64 %0, %not
  %2 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %2)
  %and2 = and i64 %and, %call
  store i64 %and2, ptr %value1, align 8
  %mask3 = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 1
  %3 = load i64, ptr %mask.addr, align 8
  %4 = load i32, ptr %w.addr, align 4
  %call4 = call i64 @width_mask(i32 noundef %4)
  %and5 = and i64 %3, %call4
  store i64 %and5, ptr %mask3, align 8
  %5 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %5
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_sub(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %least = alloca i64, align 8
  %greatest = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %least) #9
  %value = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %4 = load i64, ptr %value, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call i64 @tnum_max(i64 %6, i64 %8)
  %sub = sub i64 %4, %call
  store i64 %sub, ptr %least, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %greatest) #9
  %9 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call1 = call i64 @tnum_max(i64 %10, i64 %12)
  %value2 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %13 = load i64, ptr %value2, align 8
  %sub3 = sub i64 %call1, %13
  store i64 %sub3, ptr %greatest, align 8
  %value4 = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %14 = load i64, ptr %value4, align 8
  %value5 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %15 = load i64, ptr %value5, align 8
  %sub6 = sub i64 %14, %15
  %16 = load i64, ptr %least, align 8
  %17 = load i64, ptr %greatest, align 8
  %xor = xor i64 %16, %17
  %mask = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %18 = load i64, ptr %mask, align 8
  %or = or i64 %xor, %18
  %mask7 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 1
  %19 = load i64, ptr %mask7, align 8
  %or8 = or i64 %or, %19
  %20 = load i32, ptr %w.addr, align 4
  %call9 = call { i64, i64 } @tnum_make(i64 noundef %sub6, i64 noundef %or8, i32 noundef %20)
  %21 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %22 = extractvalue { i64, i64 } %call9, 0
  store i64 %22, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %24 = extractvalue { i64, i64 } %call9, 1
  store i64 %24, ptr %23, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %greatest) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %least) #9
  %25 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %25
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_mul(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %7 = load i64, ptr %6, align 8
  %call = call i64 @tnum_max(i64 %5, i64 %7)
  %8 = call i64 @llvm.ctpop.i64(i64 %call)
  %cast = trunc i64 %8 to i32
  %9 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call1 = call i64 @tnum_max(i64 %10, i64 %12)
  %13 = call i64 @llvm.ctpop.i64(i64 %call1)
  %cast2 = trunc i64 %13 to i32
  %cmp = icmp sgt i32 %cast, %cast2
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %14 = load i32, ptr %w.addr, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call3 = call { i64, i64 } @mul_long(i64 %16, i64 %18, i64 %20, i64 %22, i32 noundef %14)
  %23 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %24 = extractvalue { i64, i64 } %call3, 0
  store i64 %24, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %26 = extractvalue { i64, i64 } %call3, 1
  store i64 %26, ptr %25, align 8
  br label %return

if.end:                                           ; preds = %entry
  %27 = load i32, ptr %w.addr, align 4
  %28 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %33 = load i64, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %35 = load i64, ptr %34, align 8
  %call4 = call { i64, i64 } @mul_long(i64 %29, i64 %31, i64 %33, i64 %35, i32 noundef %27)
  %36 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %37 = extractvalue { i64, i64 } %call4, 0
  store i64 %37, ptr %36, align 8
  %38 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %39 = extractvalue { i64, i64 } %call4, 1
  store i64 %39, ptr %38, align 8
  br label %return

return:                                           ; preds = %if.end, %if.then
  %40 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %40
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare i64 @llvm.ctpop.i64(i64) #4

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @mul_long(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %left = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %call = call { i64, i64 } @tnum_const(i64 noundef 0)
  %4 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %5 = extractvalue { i64, i64 } %call, 0
  store i64 %5, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %7 = extractvalue { i64, i64 } %call, 1
  store i64 %7, ptr %6, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %left) #9
  %8 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %call1 = call i64 @tnum_max(i64 %9, i64 %11)
  store i64 %call1, ptr %left, align 8
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %12 = load i64, ptr %left, align 8
  %tobool = icmp ne i64 %12, 0
  br i1 %tobool, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  store i32 2, ptr %cleanup.dest.slot, align 4
  br label %cleanup

for.body:                                         ; preds = %for.cond
  %13 = load i64, ptr %left, align 8
  %14 = call i64 @llvm.cttz.i64(i64 %13, i1 true)
  %cast = trunc i64 %14 to i32
  %15 = load i32, ptr %w.addr, align 4
  %16 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  call void @mul_bit(ptr noundef %retval, i64 %17, i64 %19, i64 %21, i64 %23, i32 noundef %cast, i32 noundef %15)
  %mask = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 1
  %24 = load i64, ptr %mask, align 8
  %25 = load i32, ptr %w.addr, align 4
  %call2 = call i64 @width_mask(i32 noundef %25)
  %cmp = icmp eq i64 %24, %call2
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %for.body
  store i32 2, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %for.body
  br label %for.inc

for.inc:                                          ; preds = %if.end
  %26 = load i64, ptr %left, align 8
  %sub = sub i64 %26, 1
  %27 = load i64, ptr %left, align 8
  %and = and i64 %27, %sub
  store i64 %and, ptr %left, align 8
  br label %for.cond, !llvm.loop !10

cleanup:                                          ; preds = %if.then, %for.cond.cleanup
  call void @llvm.lifetime.end.p0(i64 8, ptr %left) #9
  br label %for.end

for.end:                                          ; preds = %cleanup
  %28 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %28
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_div(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %agg.tmp = alloca %struct.tnum, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %7 = load i64, ptr %6, align 8
  %call = call zeroext i1 @is_power_of_2(i64 %5, i64 %7)
  br i1 %call, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %value = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %8 = load i64, ptr %value, align 8
  %9 = call i64 @llvm.cttz.i64(i64 %8, i1 true)
  %cast = trunc i64 %9 to i32
  %conv = sext i32 %cast to i64
  %call1 = call { i64, i64 } @tnum_const(i64 noundef %conv)
  %10 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %11 = extractvalue { i64, i64 } %call1, 0
  store i64 %11, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %13 = extractvalue { i64, i64 } %call1, 1
  store i64 %13, ptr %12, align 8
  %14 = load i32, ptr %w.addr, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call2 = call { i64, i64 } @tnum_rsh(i64 %16, i64 %18, i64 %20, i64 %22, i32 noundef %14)
  %23 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %24 = extractvalue { i64, i64 } %call2, 0
  store i64 %24, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %26 = extractvalue { i64, i64 } %call2, 1
  store i64 %26, ptr %25, align 8
  br label %return

if.end:                                           ; preds = %entry
  %27 = load i32, ptr %w.addr, align 4
  %call3 = call { i64, i64 } @tnum_unknown(i32 noundef %27)
  %28 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %29 = extractvalue { i64, i64 } %call3, 0
  store i64 %29, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %31 = extractvalue { i64, i64 } %call3, 1
  store i64 %31, ptr %30, align 8
  br label %return

return:                                           ; preds = %if.end, %if.then
  %32 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %32
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @is_power_of_2(i64 %t.coerce0, i64 %t.coerce1) #0 {
entry:
  %t = alloca %struct.tnum, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %5 = load i64, ptr %4, align 8
  %call = call zeroext i1 @tnum_is_const(i64 %3, i64 %5)
  br i1 %call, label %land.lhs.true, label %land.end

land.lhs.true:                                    ; preds = %entry
  %value = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %6 = load i64, ptr %value, align 8
  %tobool = icmp ne i64 %6, 0
  br i1 %tobool, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %land.lhs.true
  %value1 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %7 = load i64, ptr %value1, align 8
  %value2 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %8 = load i64, ptr %value2, align 8
  %sub = sub i64 %8, 1
  %and = and i64 %7, %sub
  %tobool3 = icmp ne i64 %and, 0
  %lnot = xor i1 %tobool3, true
  br label %land.end

land.end:                                         ; preds = %land.rhs, %land.lhs.true, %entry
  %9 = phi i1 [ false, %land.lhs.true ], [ false, %entry ], [ %lnot, %land.rhs ]
  ret i1 %9
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_rsh(i64 %a.coerce0, i64 %a.coerce1, i64 %s.coerce0, i64 %s.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %s = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  store i64 %s.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  store i64 %s.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call = call { i64, i64 } @shift(i64 %6, i64 %8, i64 %10, i64 %12, i32 noundef %4, ptr noundef @rsh_const)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare i64 @llvm.cttz.i64(i64, i1 immarg) #4

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_mod(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %ends = alloca i64, align 8
  %low = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %ends) #9
  %4 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %7 = load i64, ptr %6, align 8
  %call = call i64 @tnum_max(i64 %5, i64 %7)
  store i64 %call, ptr %ends, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %8 = load i64, ptr %ends, align 8
  %tobool = icmp ne i64 %8, 0
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %9 = load i64, ptr %ends, align 8
  %10 = load i64, ptr %ends, align 8
  %sub = sub i64 0, %10
  %and = and i64 %9, %sub
  %sub1 = sub i64 %and, 1
  br label %cond.end

cond.false:                                       ; preds = %entry
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %sub1, %cond.true ], [ -1, %cond.false ]
  store i64 %cond, ptr %low, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call2 = call zeroext i1 @is_power_of_2(i64 %12, i64 %14)
  br i1 %call2, label %if.then, label %if.end

if.then:                                          ; preds = %cond.end
  %value = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %15 = load i64, ptr %value, align 8
  %16 = call i64 @llvm.cttz.i64(i64 %15, i1 true)
  %cast = trunc i64 %16 to i32
  %17 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call3 = call { i64, i64 } @tnum_low(i64 %18, i64 %20, i32 noundef %cast)
  %21 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %22 = extractvalue { i64, i64 } %call3, 0
  store i64 %22, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %24 = extractvalue { i64, i64 } %call3, 1
  store i64 %24, ptr %23, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %cond.end
  %value4 = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %25 = load i64, ptr %value4, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %26 = load i64, ptr %mask, align 8
  %27 = load i64, ptr %low, align 8
  %not = xor i64 %27, -1
  %or = or i64 %26, %not
  %28 = load i32, ptr %w.addr, align 4
  %call5 = call { i64, i64 } @tnum_make(i64 noundef %25, i64 noundef %or, i32 noundef %28)
  %29 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %30 = extractvalue { i64, i64 } %call5, 0
  store i64 %30, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %32 = extractvalue { i64, i64 } %call5, 1
  store i64 %32, ptr %31, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %ends) #9
  %33 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %33
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_low(i64 %t.coerce0, i64 %t.coerce1, i32 noundef %bits) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %t = alloca %struct.tnum, align 8
  %bits.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i32 %bits, ptr %bits.addr, align 4
  %value = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %2 = load i64, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %3 = load i64, ptr %mask, align 8
  %4 = load i32, ptr %bits.addr, align 4
  %call = call { i64, i64 } @tnum_make(i64 noundef %2, i64 noundef %3, i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call, 1
  store i64 %8, ptr %7, align 8
  %9 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %9
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_sdiv(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call zeroext i1 @is_nonnegative(i64 %6, i64 %8, i32 noundef %4)
  br i1 %call, label %land.lhs.true, label %if.end

land.lhs.true:                                    ; preds = %entry
  %9 = load i32, ptr %w.addr, align 4
  %10 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call1 = call zeroext i1 @is_nonnegative(i64 %11, i64 %13, i32 noundef %9)
  br i1 %call1, label %if.then, label %if.end

if.then:                                          ; preds = %land.lhs.true
  %14 = load i32, ptr %w.addr, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call2 = call { i64, i64 } @tnum_div(i64 %16, i64 %18, i64 %20, i64 %22, i32 noundef %14)
  %23 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %24 = extractvalue { i64, i64 } %call2, 0
  store i64 %24, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %26 = extractvalue { i64, i64 } %call2, 1
  store i64 %26, ptr %25, align 8
  br label %return

if.end:                                           ; preds = %land.lhs.true, %entry
  %27 = load i32, ptr %w.addr, align 4
  %call3 = call { i64, i64 } @tnum_unknown(i32 noundef %27)
  %28 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %29 = extractvalue { i64, i64 } %call3, 0
  store i64 %29, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %31 = extractvalue { i64, i64 } %call3, 1
  store i64 %31, ptr %30, align 8
  br label %return

return:                                           ; preds = %if.end, %if.then
  %32 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %32
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @is_nonnegative(i64 %t.coerce0, i64 %t.coerce1, i32 noundef %w) #0 {
entry:
  %t = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %5 = load i64, ptr %4, align 8
  %call = call i64 @tnum_max(i64 %3, i64 %5)
  %6 = load i32, ptr %w.addr, align 4
  %sub = sub i32 %6, 1
  %sh_prom = zext i32 %sub to i64
  %shr = lshr i64 %call, %sh_prom
  %and = and i64 %shr, 1
  %tobool = icmp ne i64 %and, 0
  %lnot = xor i1 %tobool, true
  ret i1 %lnot
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_smod(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %ends = alloca i64, align 8
  %low = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %ends) #9
  %4 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %7 = load i64, ptr %6, align 8
  %call = call i64 @tnum_max(i64 %5, i64 %7)
  store i64 %call, ptr %ends, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %8 = load i64, ptr %ends, align 8
  %tobool = icmp ne i64 %8, 0
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %9 = load i64, ptr %ends, align 8
  %10 = load i64, ptr %ends, align 8
  %sub = sub i64 0, %10
  %and = and i64 %9, %sub
  %sub1 = sub i64 %and, 1
  br label %cond.end

cond.false:                                       ; preds = %entry
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %sub1, %cond.true ], [ -1, %cond.false ]
  store i64 %cond, ptr %low, align 8
  %11 = load i32, ptr %w.addr, align 4
  %12 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %call2 = call zeroext i1 @is_nonnegative(i64 %13, i64 %15, i32 noundef %11)
  br i1 %call2, label %land.lhs.true, label %if.end

land.lhs.true:                                    ; preds = %cond.end
  %16 = load i32, ptr %w.addr, align 4
  %17 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call3 = call zeroext i1 @is_nonnegative(i64 %18, i64 %20, i32 noundef %16)
  br i1 %call3, label %if.then, label %if.end

if.then:                                          ; preds = %land.lhs.true
  %21 = load i32, ptr %w.addr, align 4
  %22 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %23 = load i64, ptr %22, align 8
  %24 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %29 = load i64, ptr %28, align 8
  %call4 = call { i64, i64 } @tnum_mod(i64 %23, i64 %25, i64 %27, i64 %29, i32 noundef %21)
  %30 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %31 = extractvalue { i64, i64 } %call4, 0
  store i64 %31, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %33 = extractvalue { i64, i64 } %call4, 1
  store i64 %33, ptr %32, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %land.lhs.true, %cond.end
  %value = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %34 = load i64, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %35 = load i64, ptr %mask, align 8
  %36 = load i64, ptr %low, align 8
  %not = xor i64 %36, -1
  %or = or i64 %35, %not
  %37 = load i32, ptr %w.addr, align 4
  %call5 = call { i64, i64 } @tnum_make(i64 noundef %34, i64 noundef %or, i32 noundef %37)
  %38 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %39 = extractvalue { i64, i64 } %call5, 0
  store i64 %39, ptr %38, align 8
  %40 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %41 = extractvalue { i64, i64 } %call5, 1
  store i64 %41, ptr %40, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %ends) #9
  %42 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %42
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_and(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %value = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %4 = load i64, ptr %value, align 8
  %value1 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %5 = load i64, ptr %value1, align 8
  %and = and i64 %4, %5
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call = call i64 @tnum_max(i64 %7, i64 %9)
  %10 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call2 = call i64 @tnum_max(i64 %11, i64 %13)
  %and3 = and i64 %call, %call2
  %value4 = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %14 = load i64, ptr %value4, align 8
  %value5 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %15 = load i64, ptr %value5, align 8
  %and6 = and i64 %14, %15
  %not = xor i64 %and6, -1
  %and7 = and i64 %and3, %not
  %16 = load i32, ptr %w.addr, align 4
  %call8 = call { i64, i64 } @tnum_make(i64 noundef %and, i64 noundef %and7, i32 noundef %16)
  %17 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %18 = extractvalue { i64, i64 } %call8, 0
  store i64 %18, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %20 = extractvalue { i64, i64 } %call8, 1
  store i64 %20, ptr %19, align 8
  %21 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %21
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_or(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %value = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %4 = load i64, ptr %value, align 8
  %value1 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %5 = load i64, ptr %value1, align 8
  %or = or i64 %4, %5
  %mask = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %6 = load i64, ptr %mask, align 8
  %mask2 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 1
  %7 = load i64, ptr %mask2, align 8
  %or3 = or i64 %6, %7
  %value4 = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %8 = load i64, ptr %value4, align 8
  %value5 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %9 = load i64, ptr %value5, align 8
  %or6 = or i64 %8, %9
  %not = xor i64 %or6, -1
  %and = and i64 %or3, %not
  %10 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @tnum_make(i64 noundef %or, i64 noundef %and, i32 noundef %10)
  %11 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %12 = extractvalue { i64, i64 } %call, 0
  store i64 %12, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %14 = extractvalue { i64, i64 } %call, 1
  store i64 %14, ptr %13, align 8
  %15 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %15
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_xor(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %value = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %4 = load i64, ptr %value, align 8
  %value1 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %5 = load i64, ptr %value1, align 8
  %xor = xor i64 %4, %5
  %mask = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %6 = load i64, ptr %mask, align 8
  %mask2 = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 1
  %7 = load i64, ptr %mask2, align 8
  %or = or i64 %6, %7
  %8 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @tnum_make(i64 noundef %xor, i64 noundef %or, i32 noundef %8)
  %9 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %10 = extractvalue { i64, i64 } %call, 0
  store i64 %10, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %12 = extractvalue { i64, i64 } %call, 1
  store i64 %12, ptr %11, align 8
  %13 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %13
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_lsh(i64 %a.coerce0, i64 %a.coerce1, i64 %s.coerce0, i64 %s.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %s = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  store i64 %s.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  store i64 %s.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call = call { i64, i64 } @shift(i64 %6, i64 %8, i64 %10, i64 %12, i32 noundef %4, ptr noundef @lsh_const)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @shift(i64 %a.coerce0, i64 %a.coerce1, i64 %s.coerce0, i64 %s.coerce1, i32 noundef %w, ptr noundef %by) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %s = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %by.addr = alloca ptr, align 8
  %k = alloca i64, align 8
  %tmp = alloca %struct.tnum, align 8
  %agg.tmp = alloca %struct.tnum, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  store i64 %s.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  store i64 %s.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  store ptr %by, ptr %by.addr, align 8
  %4 = load ptr, ptr %by.addr, align 8
  %value = getelementptr inbounds %struct.tnum, ptr %s, i32 0, i32 0
  %5 = load i64, ptr %value, align 8
  %conv = trunc i64 %5 to i32
  %6 = load i32, ptr %w.addr, align 4
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %10 = load i64, ptr %9, align 8
  %call = call { i64, i64 } %4(i64 %8, i64 %10, i32 noundef %conv, i32 noundef %6)
  %11 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %12 = extractvalue { i64, i64 } %call, 0
  store i64 %12, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %14 = extractvalue { i64, i64 } %call, 1
  store i64 %14, ptr %13, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %k) #9
  %value1 = getelementptr inbounds %struct.tnum, ptr %s, i32 0, i32 0
  %15 = load i64, ptr %value1, align 8
  store i64 %15, ptr %k, align 8
  br label %while.cond

while.cond:                                       ; preds = %if.end, %entry
  %16 = load i64, ptr %k, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call2 = call i64 @tnum_max(i64 %18, i64 %20)
  %cmp = icmp ne i64 %16, %call2
  br i1 %cmp, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %while.cond
  %mask = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 1
  %21 = load i64, ptr %mask, align 8
  %22 = load i32, ptr %w.addr, align 4
  %call4 = call i64 @width_mask(i32 noundef %22)
  %cmp5 = icmp ne i64 %21, %call4
  br label %land.end

land.end:                                         ; preds = %land.rhs, %while.cond
  %23 = phi i1 [ false, %while.cond ], [ %cmp5, %land.rhs ]
  br i1 %23, label %while.body, label %while.end

while.body:                                       ; preds = %land.end
  %24 = load i64, ptr %k, align 8
  %mask7 = getelementptr inbounds %struct.tnum, ptr %s, i32 0, i32 1
  %25 = load i64, ptr %mask7, align 8
  %not = xor i64 %25, -1
  %or = or i64 %24, %not
  %add = add i64 %or, 1
  %mask8 = getelementptr inbounds %struct.tnum, ptr %s, i32 0, i32 1
  %26 = load i64, ptr %mask8, align 8
  %and = and i64 %add, %26
  %value9 = getelementptr inbounds %struct.tnum, ptr %s, i32 0, i32 0
  %27 = load i64, ptr %value9, align 8
  %or10 = or i64 %and, %27
  store i64 %or10, ptr %k, align 8
  %28 = load i64, ptr %k, align 8
  %29 = load i32, ptr %w.addr, align 4
  %conv11 = zext i32 %29 to i64
  %cmp12 = icmp ult i64 %28, %conv11
  br i1 %cmp12, label %if.then, label %if.end

if.then:                                          ; preds = %while.body
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %30 = load ptr, ptr %by.addr, align 8
  %31 = load i64, ptr %k, align 8
  %conv14 = trunc i64 %31 to i32
  %32 = load i32, ptr %w.addr, align 4
  %33 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %36 = load i64, ptr %35, align 8
  %call15 = call { i64, i64 } %30(i64 %34, i64 %36, i32 noundef %conv14, i32 noundef %32)
  %37 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %38 = extractvalue { i64, i64 } %call15, 0
  store i64 %38, ptr %37, align 8
  %39 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %40 = extractvalue { i64, i64 } %call15, 1
  store i64 %40, ptr %39, align 8
  %41 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %42 = load i64, ptr %41, align 8
  %43 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %44 = load i64, ptr %43, align 8
  %45 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %46 = load i64, ptr %45, align 8
  %47 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %48 = load i64, ptr %47, align 8
  %call16 = call { i64, i64 } @tnum_join(i64 %42, i64 %44, i64 %46, i64 %48)
  %49 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %50 = extractvalue { i64, i64 } %call16, 0
  store i64 %50, ptr %49, align 8
  %51 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %52 = extractvalue { i64, i64 } %call16, 1
  store i64 %52, ptr %51, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  br label %if.end

if.end:                                           ; preds = %if.then, %while.body
  br label %while.cond, !llvm.loop !11

while.end:                                        ; preds = %land.end
  call void @llvm.lifetime.end.p0(i64 8, ptr %k) #9
  %53 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %53
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @lsh_const(i64 %a.coerce0, i64 %a.coerce1, i32 noundef %k, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %k.addr = alloca i32, align 4
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  store i32 %k, ptr %k.addr, align 4
  store i32 %w, ptr %w.addr, align 4
  %value = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %2 = load i64, ptr %value, align 8
  %3 = load i32, ptr %k.addr, align 4
  %sh_prom = zext i32 %3 to i64
  %shl = shl i64 %2, %sh_prom
  %mask = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %4 = load i64, ptr %mask, align 8
  %5 = load i32, ptr %k.addr, align 4
  %sh_prom1 = zext i32 %5 to i64
  %shl2 = shl i64 %4, %sh_prom1
  %6 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @tnum_make(i64 noundef %shl, i64 noundef %shl2, i32 noundef %6)
  %7 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %8 = extractvalue { i64, i64 } %call, 0
  store i64 %8, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %10 = extractvalue { i64, i64 } %call, 1
  store i64 %10, ptr %9, align 8
  %11 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %11
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @rsh_const(i64 %a.coerce0, i64 %a.coerce1, i32 noundef %k, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %k.addr = alloca i32, align 4
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  store i32 %k, ptr %k.addr, align 4
  store i32 %w, ptr %w.addr, align 4
  %value = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %2 = load i64, ptr %value, align 8
  %3 = load i32, ptr %k.addr, align 4
  %sh_prom = zext i32 %3 to i64
  %shr = lshr i64 %2, %sh_prom
  %mask = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 1
  %4 = load i64, ptr %mask, align 8
  %5 = load i32, ptr %k.addr, align 4
  %sh_prom1 = zext i32 %5 to i64
  %shr2 = lshr i64 %4, %sh_prom1
  %6 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @tnum_make(i64 noundef %shr, i64 noundef %shr2, i32 noundef %6)
  %7 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %8 = extractvalue { i64, i64 } %call, 0
  store i64 %8, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %10 = extractvalue { i64, i64 } %call, 1
  store i64 %10, ptr %9, align 8
  %11 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %11
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_arsh(i64 %a.coerce0, i64 %a.coerce1, i64 %s.coerce0, i64 %s.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %s = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  store i64 %s.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  store i64 %s.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call = call { i64, i64 } @shift(i64 %6, i64 %8, i64 %10, i64 %12, i32 noundef %4, ptr noundef @arsh_const)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @arsh_const(i64 %a.coerce0, i64 %a.coerce1, i32 noundef %k, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %k.addr = alloca i32, align 4
  %w.addr = alloca i32, align 4
  %agg.tmp = alloca %struct.tnum, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  store i32 %k, ptr %k.addr, align 4
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %k.addr, align 4
  %3 = load i32, ptr %w.addr, align 4
  %4 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %7 = load i64, ptr %6, align 8
  %call = call { i64, i64 } @rsh_const(i64 %5, i64 %7, i32 noundef %2, i32 noundef %3)
  %8 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %9 = extractvalue { i64, i64 } %call, 0
  store i64 %9, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %11 = extractvalue { i64, i64 } %call, 1
  store i64 %11, ptr %10, align 8
  %12 = load i32, ptr %w.addr, align 4
  %13 = load i32, ptr %k.addr, align 4
  %sub = sub i32 %12, %13
  %14 = load i32, ptr %w.addr, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %call1 = call { i64, i64 } @tnum_sext(i64 %16, i64 %18, i32 noundef %sub, i32 noundef %14)
  %19 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %20 = extractvalue { i64, i64 } %call1, 0
  store i64 %20, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %22 = extractvalue { i64, i64 } %call1, 1
  store i64 %22, ptr %21, align 8
  %23 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %23
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_sext(i64 %t.coerce0, i64 %t.coerce1, i32 noundef %bits, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %t = alloca %struct.tnum, align 8
  %bits.addr = alloca i32, align 4
  %w.addr = alloca i32, align 4
  %up = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i32 %bits, ptr %bits.addr, align 4
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %up) #9
  %2 = load i32, ptr %bits.addr, align 4
  %sub = sub i32 64, %2
  store i32 %sub, ptr %up, align 4
  %value = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %3 = load i64, ptr %value, align 8
  %4 = load i32, ptr %up, align 4
  %sh_prom = zext i32 %4 to i64
  %shl = shl i64 %3, %sh_prom
  %5 = load i32, ptr %up, align 4
  %sh_prom1 = zext i32 %5 to i64
  %shr = ashr i64 %shl, %sh_prom1
  %mask = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %6 = load i64, ptr %mask, align 8
  %7 = load i32, ptr %up, align 4
  %sh_prom2 = zext i32 %7 to i64
  %shl3 = shl i64 %6, %sh_prom2
  %8 = load i32, ptr %up, align 4
  %sh_prom4 = zext i32 %8 to i64
  %shr5 = ashr i64 %shl3, %sh_prom4
  %9 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @tnum_make(i64 noundef %shr, i64 noundef %shr5, i32 noundef %9)
  %10 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %11 = extractvalue { i64, i64 } %call, 0
  store i64 %11, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %13 = extractvalue { i64, i64 } %call, 1
  store i64 %13, ptr %12, align 8
  call void @llvm.lifetime.end.p0(i64 4, ptr %up) #9
  %14 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %14
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @tnum_swap(i64 %t.coerce0, i64 %t.coerce1, i32 noundef %n, i32 noundef %byte_bits) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %t = alloca %struct.tnum, align 8
  %n.addr = alloca i32, align 4
  %byte_bits.addr = alloca i32, align 4
  %i = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i32 %n, ptr %n.addr, align 4
  store i32 %byte_bits, ptr %byte_bits.addr, align 4
  %call = call { i64, i64 } @tnum_const(i64 noundef 0)
  %2 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %3 = extractvalue { i64, i64 } %call, 0
  store i64 %3, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %5 = extractvalue { i64, i64 } %call, 1
  store i64 %5, ptr %4, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %6 = load i32, ptr %i, align 4
  %7 = load i32, ptr %n.addr, align 4
  %cmp = icmp ult i32 %6, %7
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.body:                                         ; preds = %for.cond
  %value = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 0
  %8 = load i64, ptr %value, align 8
  %9 = load i32, ptr %byte_bits.addr, align 4
  %sh_prom = zext i32 %9 to i64
  %shl = shl i64 %8, %sh_prom
  %value1 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %10 = load i64, ptr %value1, align 8
  %11 = load i32, ptr %byte_bits.addr, align 4
  %call2 = call i64 @width_mask(i32 noundef %11)
  %and = and i64 %10, %call2
  %or = or i64 %shl, %and
  %value3 = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 0
  store i64 %or, ptr %value3, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 1
  %12 = load i64, ptr %mask, align 8
  %13 = load i32, ptr %byte_bits.addr, align 4
  %sh_prom4 = zext i32 %13 to i64
  %shl5 = shl i64 %12, %sh_prom4
  %mask6 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %14 = load i64, ptr %mask6, align 8
  %15 = load i32, ptr %byte_bits.addr, align 4
  %call7 = call i64 @width_mask(i32 noundef %15)
  %and8 = and i64 %14, %call7
  %or9 = or i64 %shl5, %and8
  %mask10 = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 1
  store i64 %or9, ptr %mask10, align 8
  %16 = load i32, ptr %byte_bits.addr, align 4
  %value11 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %17 = load i64, ptr %value11, align 8
  %sh_prom12 = zext i32 %16 to i64
  %shr = lshr i64 %17, %sh_prom12
  store i64 %shr, ptr %value11, align 8
  %18 = load i32, ptr %byte_bits.addr, align 4
  %mask13 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %19 = load i64, ptr %mask13, align 8
  %sh_prom14 = zext i32 %18 to i64
  %shr15 = lshr i64 %19, %sh_prom14
  store i64 %shr15, ptr %mask13, align 8
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %20 = load i32, ptr %i, align 4
  %inc = add i32 %20, 1
  store i32 %inc, ptr %i, align 4
  br label %for.cond, !llvm.loop !12

for.end:                                          ; preds = %for.cond.cleanup
  %21 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %21
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_add(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %size = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 1
  %4 = load i64, ptr %size, align 8
  %5 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %5)
  %size1 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %6 = load i64, ptr %size1, align 8
  %sub = sub i64 %call, %6
  %cmp = icmp ugt i64 %4, %sub
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %7 = load i32, ptr %w.addr, align 4
  %call2 = call { i64, i64 } @range_full(i32 noundef %7)
  %8 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %9 = extractvalue { i64, i64 } %call2, 0
  store i64 %9, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %11 = extractvalue { i64, i64 } %call2, 1
  store i64 %11, ptr %10, align 8
  br label %return

if.end:                                           ; preds = %entry
  %base = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %base, align 8
  %base3 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %13 = load i64, ptr %base3, align 8
  %add = add i64 %12, %13
  %base4 = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %14 = load i64, ptr %base4, align 8
  %size5 = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 1
  %15 = load i64, ptr %size5, align 8
  %add6 = add i64 %14, %15
  %base7 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %16 = load i64, ptr %base7, align 8
  %add8 = add i64 %add6, %16
  %size9 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %17 = load i64, ptr %size9, align 8
  %add10 = add i64 %add8, %17
  %18 = load i32, ptr %w.addr, align 4
  %call11 = call { i64, i64 } @range_between(i64 noundef %add, i64 noundef %add10, i32 noundef %18)
  %19 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %20 = extractvalue { i64, i64 } %call11, 0
  store i64 %20, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %22 = extractvalue { i64, i64 } %call11, 1
  store i64 %22, ptr %21, align 8
  br label %return

return:                                           ; preds = %if.end, %if.then
  %23 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %23
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_sub(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %size = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 1
  %4 = load i64, ptr %size, align 8
  %5 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %5)
  %size1 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %6 = load i64, ptr %size1, align 8
  %sub = sub i64 %call, %6
  %cmp = icmp ugt i64 %4, %sub
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %7 = load i32, ptr %w.addr, align 4
  %call2 = call { i64, i64 } @range_full(i32 noundef %7)
  %8 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %9 = extractvalue { i64, i64 } %call2, 0
  store i64 %9, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %11 = extractvalue { i64, i64 } %call2, 1
  store i64 %11, ptr %10, align 8
  br label %return

if.end:                                           ; preds = %entry
  %base = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %base, align 8
  %base3 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %13 = load i64, ptr %base3, align 8
  %sub4 = sub i64 %12, %13
  %size5 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %14 = load i64, ptr %size5, align 8
  %sub6 = sub i64 %sub4, %14
  %base7 = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %15 = load i64, ptr %base7, align 8
  %size8 = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 1
  %16 = load i64, ptr %size8, align 8
  %add = add i64 %15, %16
  %base9 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %17 = load i64, ptr %base9, align 8
  %sub10 = sub i64 %add, %17
  %18 = load i32, ptr %w.addr, align 4
  %call11 = call { i64, i64 } @range_between(i64 noundef %sub6, i64 noundef %sub10, i32 noundef %18)
  %19 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %20 = extractvalue { i64, i64 } %call11, 0
  store i64 %20, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %22 = extractvalue { i64, i64 } %call11, 1
  store i64 %22, ptr %21, align 8
  br label %return

return:                                           ; preds = %if.end, %if.then
  %23 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %23
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_mul(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %a0 = alloca i128, align 16
  %coerce = alloca i128, align 16
  %a1 = alloca i128, align 16
  %b0 = alloca i128, align 16
  %coerce2 = alloca i128, align 16
  %b1 = alloca i128, align 16
  %corner = alloca [4 x i128], align 16
  %lo = alloca i128, align 16
  %hi = alloca i128, align 16
  %cleanup.dest.slot = alloca i32, align 4
  %i = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a0) #9
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call { i64, i64 } @integer_base(i64 %6, i64 %8, i32 noundef %4)
  %9 = getelementptr inbounds { i64, i64 }, ptr %coerce, i32 0, i32 0
  %10 = extractvalue { i64, i64 } %call, 0
  store i64 %10, ptr %9, align 16
  %11 = getelementptr inbounds { i64, i64 }, ptr %coerce, i32 0, i32 1
  %12 = extractvalue { i64, i64 } %call, 1
  store i64 %12, ptr %11, align 8
  %13 = load i128, ptr %coerce, align 16
  store i128 %13, ptr %a0, align 16
  call void @llvm.lifetime.start.p0(i64 16, ptr %a1) #9
  %14 = load i128, ptr %a0, align 16
  %size = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 1
  %15 = load i64, ptr %size, align 8
  %conv = zext i64 %15 to i128
  %add = add nsw i128 %14, %conv
  store i128 %add, ptr %a1, align 16
  call void @llvm.lifetime.start.p0(i64 16, ptr %b0) #9
  %16 = load i32, ptr %w.addr, align 4
  %17 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call1 = call { i64, i64 } @integer_base(i64 %18, i64 %20, i32 noundef %16)
  %21 = getelementptr inbounds { i64, i64 }, ptr %coerce2, i32 0, i32 0
  %22 = extractvalue { i64, i64 } %call1, 0
  store i64 %22, ptr %21, align 16
  %23 = getelementptr inbounds { i64, i64 }, ptr %coerce2, i32 0, i32 1
  %24 = extractvalue { i64, i64 } %call1, 1
  store i64 %24, ptr %23, align 8
  %25 = load i128, ptr %coerce2, align 16
  store i128 %25, ptr %b0, align 16
  call void @llvm.lifetime.start.p0(i64 16, ptr %b1) #9
  %26 = load i128, ptr %b0, align 16
  %size3 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %27 = load i64, ptr %size3, align 8
  %conv4 = zext i64 %27 to i128
  %add5 = add nsw i128 %26, %conv4
  store i128 %add5, ptr %b1, align 16
  call void @llvm.lifetime.start.p0(i64 64, ptr %corner) #9
  call void @llvm.lifetime.start.p0(i64 16, ptr %lo) #9
  call void @llvm.lifetime.start.p0(i64 16, ptr %hi) #9
  %28 = load i128, ptr %a0, align 16
  %29 = load i128, ptr %b0, align 16
  %arrayidx = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 0
  %30 = call { i128, i1 } @llvm.smul.with.overflow.i128(i128 %28, i128 %29)
  %31 = extractvalue { i128, i1 } %30, 1
  %32 = extractvalue { i128, i1 } %30, 0
  store i128 %32, ptr %arrayidx, align 16
  br i1 %31, label %if.then, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %entry
  %33 = load i128, ptr %a0, align 16
  %34 = load i128, ptr %b1, align 16
  %arrayidx7 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 1
  %35 = call { i128, i1 } @llvm.smul.with.overflow.i128(i128 %33, i128 %34)
  %36 = extractvalue { i128, i1 } %35, 1
  %37 = extractvalue { i128, i1 } %35, 0
  store i128 %37, ptr %arrayidx7, align 16
  br i1 %36, label %if.then, label %lor.lhs.false9

lor.lhs.false9:                                   ; preds = %lor.lhs.false
  %38 = load i128, ptr %a1, align 16
  %39 = load i128, ptr %b0, align 16
  %arrayidx10 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 2
  %40 = call { i128, i1 } @llvm.smul.with.overflow.i128(i128 %38, i128 %39)
  %41 = extractvalue { i128, i1 } %40, 1
  %42 = extractvalue { i128, i1 } %40, 0
  store i128 %42, ptr %arrayidx10, align 16
  br i1 %41, label %if.then, label %lor.lhs.false12

lor.lhs.false12:                                  ; preds = %lor.lhs.false9
  %43 = load i128, ptr %a1, align 16
  %44 = load i128, ptr %b1, align 16
  %arrayidx13 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 3
  %45 = call { i128, i1 } @llvm.smul.with.overflow.i128(i128 %43, i128 %44)
  %46 = extractvalue { i128, i1 } %45, 1
  %47 = extractvalue { i128, i1 } %45, 0
  store i128 %47, ptr %arrayidx13, align 16
  br i1 %46, label %if.then, label %if.end

if.then:                                          ; preds = %lor.lhs.false12, %lor.lhs.false9, %lor.lhs.false, %entry
  %48 = load i32, ptr %w.addr, align 4
  %call15 = call { i64, i64 } @range_full(i32 noundef %48)
  %49 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %50 = extractvalue { i64, i64 } %call15, 0
  store i64 %50, ptr %49, align 8
  %51 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %52 = extractvalue { i64, i64 } %call15, 1
  store i64 %52, ptr %51, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %lor.lhs.false12
  %arrayidx16 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 0
  %53 = load i128, ptr %arrayidx16, align 16
  store i128 %53, ptr %hi, align 16
  store i128 %53, ptr %lo, align 16
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 1, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %if.end
  %54 = load i32, ptr %i, align 4
  %cmp = icmp ult i32 %54, 4
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  store i32 2, ptr %cleanup.dest.slot, align 4
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.body:                                         ; preds = %for.cond
  %55 = load i32, ptr %i, align 4
  %idxprom = zext i32 %55 to i64
  %arrayidx18 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 %idxprom
  %56 = load i128, ptr %arrayidx18, align 16
  %57 = load i128, ptr %lo, align 16
  %cmp19 = icmp slt i128 %56, %57
  br i1 %cmp19, label %cond.true, label %cond.false

cond.true:                                        ; preds = %for.body
  %58 = load i32, ptr %i, align 4
  %idxprom21 = zext i32 %58 to i64
  %arrayidx22 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 %idxprom21
  %59 = load i128, ptr %arrayidx22, align 16
  br label %cond.end

cond.false:                                       ; preds = %for.body
  %60 = load i128, ptr %lo, align 16
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i128 [ %59, %cond.true ], [ %60, %cond.false ]
  store i128 %cond, ptr %lo, align 16
  %61 = load i32, ptr %i, align 4
  %idxprom23 = zext i32 %61 to i64
  %arrayidx24 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 %idxprom23
  %62 = load i128, ptr %arrayidx24, align 16
  %63 = load i128, ptr %hi, align 16
  %cmp25 = icmp sgt i128 %62, %63
  br i1 %cmp25, label %cond.true27, label %cond.false30

cond.true27:                                      ; preds = %cond.end
  %64 = load i32, ptr %i, align 4
  %idxprom28 = zext i32 %64 to i64
  %arrayidx29 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 %idxprom28
  %65 = load i128, ptr %arrayidx29, align 16
  br label %cond.end31

cond.false30:                                     ; preds = %cond.end
  %66 = load i128, ptr %hi, align 16
  br label %cond.end31

cond.end31:                                       ; preds = %cond.false30, %cond.true27
  %cond32 = phi i128 [ %65, %cond.true27 ], [ %66, %cond.false30 ]
  store i128 %cond32, ptr %hi, align 16
  br label %for.inc

for.inc:                                          ; preds = %cond.end31
  %67 = load i32, ptr %i, align 4
  %inc = add i32 %67, 1
  store i32 %inc, ptr %i, align 4
  br label %for.cond, !llvm.loop !13

for.end:                                          ; preds = %for.cond.cleanup
  %68 = load i128, ptr %hi, align 16
  %69 = load i128, ptr %lo, align 16
  %70 = call { i128, i1 } @llvm.ssub.with.overflow.i128(i128 %68, i128 %69)
  %71 = extractvalue { i128, i1 } %70, 1
  %72 = extractvalue { i128, i1 } %70, 0
  store i128 %72, ptr %hi, align 16
  br i1 %71, label %if.then37, label %lor.lhs.false34

lor.lhs.false34:                                  ; preds = %for.end
  %73 = load i128, ptr %hi, align 16
  %74 = load i32, ptr %w.addr, align 4
  %sh_prom = zext i32 %74 to i128
  %shl = shl i128 1, %sh_prom
  %cmp35 = icmp sge i128 %73, %shl
  br i1 %cmp35, label %if.then37, label %if.end39

if.then37:                                        ; preds = %lor.lhs.false34, %for.end
  %75 = load i32, ptr %w.addr, align 4
  %call38 = call { i64, i64 } @range_full(i32 noundef %75)
  %76 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %77 = extractvalue { i64, i64 } %call38, 0
  store i64 %77, ptr %76, align 8
  %78 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %79 = extractvalue { i64, i64 } %call38, 1
  store i64 %79, ptr %78, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end39:                                         ; preds = %lor.lhs.false34
  %80 = load i128, ptr %lo, align 16
  %conv40 = trunc i128 %80 to i64
  %81 = load i128, ptr %lo, align 16
  %conv41 = trunc i128 %81 to i64
  %82 = load i128, ptr %hi, align 16
  %conv42 = trunc i128 %82 to i64
  %add43 = add i64 %conv41, %conv42
  %83 = load i32, ptr %w.addr, align 4
  %call44 = call { i64, i64 } @range_between(i64 noundef %conv40, i64 noundef %add43, i32 noundef %83)
  %84 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %85 = extractvalue { i64, i64 } %call44, 0
  store i64 %85, ptr %84, align 8
  %86 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %87 = extractvalue { i64, i64 } %call44, 1
  store i64 %87, ptr %86, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end39, %if.then37, %if.then
  call void @llvm.lifetime.end.p0(i64 16, ptr %hi) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %lo) #9
  call void @llvm.lifetime.end.p0(i64 64, ptr %corner) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b1) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b0) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a1) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a0) #9
  %88 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %88
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @integer_base(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca i128, align 16
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %base = alloca i128, align 16
  %turn = alloca i128, align 16
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %base) #9
  %base1 = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %2 = load i64, ptr %base1, align 8
  %conv = zext i64 %2 to i128
  store i128 %conv, ptr %base, align 16
  call void @llvm.lifetime.start.p0(i64 16, ptr %turn) #9
  %3 = load i32, ptr %w.addr, align 4
  %sh_prom = zext i32 %3 to i128
  %shl = shl i128 1, %sh_prom
  store i128 %shl, ptr %turn, align 16
  %4 = load i128, ptr %base, align 16
  %mul = mul nsw i128 2, %4
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %5 = load i64, ptr %size, align 8
  %conv2 = zext i64 %5 to i128
  %add = add nsw i128 %mul, %conv2
  %6 = load i128, ptr %turn, align 16
  %cmp = icmp sgt i128 %add, %6
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %7 = load i128, ptr %base, align 16
  %8 = load i128, ptr %turn, align 16
  %sub = sub nsw i128 %7, %8
  br label %cond.end

cond.false:                                       ; preds = %entry
  %9 = load i128, ptr %base, align 16
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i128 [ %sub, %cond.true ], [ %9, %cond.false ]
  store i128 %cond, ptr %retval, align 16
  call void @llvm.lifetime.end.p0(i64 16, ptr %turn) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %base) #9
  %10 = load { i64, i64 }, ptr %retval, align 16
  ret { i64, i64 } %10
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare { i128, i1 } @llvm.smul.with.overflow.i128(i128, i128) #4

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare { i128, i1 } @llvm.ssub.with.overflow.i128(i128, i128) #4

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_lsh(i64 %a.coerce0, i64 %a.coerce1, i64 %s.coerce0, i64 %s.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %s = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %agg.tmp = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  store i64 %s.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  store i64 %s.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call i64 @range_umin(i64 %6, i64 %8, i32 noundef %4)
  %shl = shl i64 1, %call
  %9 = load i32, ptr %w.addr, align 4
  %10 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call1 = call i64 @range_umax(i64 %11, i64 %13, i32 noundef %9)
  %shl2 = shl i64 1, %call1
  %14 = load i32, ptr %w.addr, align 4
  %call3 = call { i64, i64 } @range_between(i64 noundef %shl, i64 noundef %shl2, i32 noundef %14)
  %15 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %16 = extractvalue { i64, i64 } %call3, 0
  store i64 %16, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %18 = extractvalue { i64, i64 } %call3, 1
  store i64 %18, ptr %17, align 8
  %19 = load i32, ptr %w.addr, align 4
  %20 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %24 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %27 = load i64, ptr %26, align 8
  %call4 = call { i64, i64 } @range_mul(i64 %21, i64 %23, i64 %25, i64 %27, i32 noundef %19)
  %28 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %29 = extractvalue { i64, i64 } %call4, 0
  store i64 %29, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %31 = extractvalue { i64, i64 } %call4, 1
  store i64 %31, ptr %30, align 8
  %32 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %32
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_div(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call = call { i64, i64 } @unsigned_op(ptr noundef @interval_div, i64 %6, i64 %8, i64 %10, i64 %12, i32 noundef %4)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @unsigned_op(ptr noundef %op, i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %op.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %pa = alloca [3 x %struct.range], align 16
  %pb = alloca [3 x %struct.range], align 16
  %na = alloca i32, align 4
  %nb = alloca i32, align 4
  %any = alloca i8, align 1
  %i = alloca i32, align 4
  %cleanup.dest.slot = alloca i32, align 4
  %j = alloca i32, align 4
  %agg.tmp = alloca %struct.range, align 8
  %agg.tmp7 = alloca %struct.interval, align 8
  %agg.tmp9 = alloca %struct.interval, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store ptr %op, ptr %op.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %pa) #9
  call void @llvm.lifetime.start.p0(i64 48, ptr %pb) #9
  call void @llvm.memset.p0.i64(ptr align 8 %retval, i8 0, i64 16, i1 false)
  call void @llvm.lifetime.start.p0(i64 4, ptr %na) #9
  %4 = load i32, ptr %w.addr, align 4
  %arraydecay = getelementptr inbounds [3 x %struct.range], ptr %pa, i64 0, i64 0
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call i32 @cut_unsigned(i64 %6, i64 %8, i32 noundef %4, ptr noundef %arraydecay)
  store i32 %call, ptr %na, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %nb) #9
  %9 = load i32, ptr %w.addr, align 4
  %arraydecay1 = getelementptr inbounds [3 x %struct.range], ptr %pb, i64 0, i64 0
  %10 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call2 = call i32 @cut_unsigned(i64 %11, i64 %13, i32 noundef %9, ptr noundef %arraydecay1)
  store i32 %call2, ptr %nb, align 4
  call void @llvm.lifetime.start.p0(i64 1, ptr %any) #9
  store i8 0, ptr %any, align 1
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc14, %entry
  %14 = load i32, ptr %i, align 4
  %15 = load i32, ptr %na, align 4
  %cmp = icmp ult i32 %14, %15
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  store i32 2, ptr %cleanup.dest.slot, align 4
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end16

for.body:                                         ; preds = %for.cond
  call void @llvm.lifetime.start.p0(i64 4, ptr %j) #9
  store i32 0, ptr %j, align 4
  br label %for.cond3

for.cond3:                                        ; preds = %for.inc, %for.body
  %16 = load i32, ptr %j, align 4
  %17 = load i32, ptr %nb, align 4
  %cmp4 = icmp ult i32 %16, %17
  br i1 %cmp4, label %for.body6, label %for.cond.cleanup5

for.cond.cleanup5:                                ; preds = %for.cond3
  store i32 5, ptr %cleanup.dest.slot, align 4
  call void @llvm.lifetime.end.p0(i64 4, ptr %j) #9
  br label %for.end

for.body6:                                        ; preds = %for.cond3
  %18 = load ptr, ptr %op.addr, align 8
  %19 = load i32, ptr %i, align 4
  %idxprom = zext i32 %19 to i64
  %arrayidx = getelementptr inbounds [3 x %struct.range], ptr %pa, i64 0, i64 %idxprom
  %20 = getelementptr inbounds { i64, i64 }, ptr %arrayidx, i32 0, i32 0
  %21 = load i64, ptr %20, align 16
  %22 = getelementptr inbounds { i64, i64 }, ptr %arrayidx, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %call8 = call { i64, i64 } @to_interval(i64 %21, i64 %23)
  %24 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp7, i32 0, i32 0
  %25 = extractvalue { i64, i64 } %call8, 0
  store i64 %25, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp7, i32 0, i32 1
  %27 = extractvalue { i64, i64 } %call8, 1
  store i64 %27, ptr %26, align 8
  %28 = load i32, ptr %j, align 4
  %idxprom10 = zext i32 %28 to i64
  %arrayidx11 = getelementptr inbounds [3 x %struct.range], ptr %pb, i64 0, i64 %idxprom10
  %29 = getelementptr inbounds { i64, i64 }, ptr %arrayidx11, i32 0, i32 0
  %30 = load i64, ptr %29, align 16
  %31 = getelementptr inbounds { i64, i64 }, ptr %arrayidx11, i32 0, i32 1
  %32 = load i64, ptr %31, align 8
  %call12 = call { i64, i64 } @to_interval(i64 %30, i64 %32)
  %33 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp9, i32 0, i32 0
  %34 = extractvalue { i64, i64 } %call12, 0
  store i64 %34, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp9, i32 0, i32 1
  %36 = extractvalue { i64, i64 } %call12, 1
  store i64 %36, ptr %35, align 8
  %37 = load i32, ptr %w.addr, align 4
  %38 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp7, i32 0, i32 0
  %39 = load i64, ptr %38, align 8
  %40 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp7, i32 0, i32 1
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp9, i32 0, i32 0
  %43 = load i64, ptr %42, align 8
  %44 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp9, i32 0, i32 1
  %45 = load i64, ptr %44, align 8
  %call13 = call { i64, i64 } %18(i64 %39, i64 %41, i64 %43, i64 %45, i32 noundef %37)
  %46 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %47 = extractvalue { i64, i64 } %call13, 0
  store i64 %47, ptr %46, align 8
  %48 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %49 = extractvalue { i64, i64 } %call13, 1
  store i64 %49, ptr %48, align 8
  %50 = load i32, ptr %w.addr, align 4
  %51 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %52 = load i64, ptr %51, align 8
  %53 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %54 = load i64, ptr %53, align 8
  call void @join_into(ptr noundef %retval, ptr noundef %any, i64 %52, i64 %54, i32 noundef %50)
  br label %for.inc

for.inc:                                          ; preds = %for.body6
  %55 = load i32, ptr %j, align 4
  %inc = add i32 %55, 1
  store i32 %inc, ptr %j, align 4
  br label %for.cond3, !llvm.loop !14

for.end:                                          ; preds = %for.cond.cleanup5
  br label %for.inc14

for.inc14:                                        ; preds = %for.end
  %56 = load i32, ptr %i, align 4
  %inc15 = add i32 %56, 1
  store i32 %inc15, ptr %i, align 4
  br label %for.cond, !llvm.loop !15

for.end16:                                        ; preds = %for.cond.cleanup
  store i32 1, ptr %cleanup.dest.slot, align 4
  call void @llvm.lifetime.end.p0(i64 1, ptr %any) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %nb) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %na) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %pb) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %pa) #9
  %57 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %57
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @interval_div(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.interval, align 8
  %b = alloca %struct.interval, align 8
  %w.addr = alloca i32, align 4
  %zero = alloca %struct.range, align 8
  %r = alloca %struct.range, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %tmp = alloca %struct.range, align 8
  %.compoundliteral = alloca %struct.interval, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %zero) #9
  %4 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @range_const(i64 noundef 0, i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %zero, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %zero, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call, 1
  store i64 %8, ptr %7, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %r) #9
  %hi = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %9 = load i64, ptr %hi, align 8
  %tobool = icmp ne i64 %9, 0
  br i1 %tobool, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %zero, i64 16, i1 false)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %lo = getelementptr inbounds %struct.interval, ptr %.compoundliteral, i32 0, i32 0
  %lo1 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %10 = load i64, ptr %lo1, align 8
  %hi2 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %11 = load i64, ptr %hi2, align 8
  %div = udiv i64 %10, %11
  store i64 %div, ptr %lo, align 8
  %hi3 = getelementptr inbounds %struct.interval, ptr %.compoundliteral, i32 0, i32 1
  %hi4 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %12 = load i64, ptr %hi4, align 8
  %lo5 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %13 = load i64, ptr %lo5, align 8
  %tobool6 = icmp ne i64 %13, 0
  br i1 %tobool6, label %cond.true, label %cond.false

cond.true:                                        ; preds = %if.end
  %lo7 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %14 = load i64, ptr %lo7, align 8
  br label %cond.end

cond.false:                                       ; preds = %if.end
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %14, %cond.true ], [ 1, %cond.false ]
  %div8 = udiv i64 %12, %cond
  store i64 %div8, ptr %hi3, align 8
  %15 = load i32, ptr %w.addr, align 4
  %16 = getelementptr inbounds { i64, i64 }, ptr %.compoundliteral, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %.compoundliteral, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call9 = call { i64, i64 } @from_interval(i64 %17, i64 %19, i32 noundef %15)
  %20 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %21 = extractvalue { i64, i64 } %call9, 0
  store i64 %21, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %23 = extractvalue { i64, i64 } %call9, 1
  store i64 %23, ptr %22, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  %lo10 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %24 = load i64, ptr %lo10, align 8
  %tobool11 = icmp ne i64 %24, 0
  br i1 %tobool11, label %cond.true12, label %cond.false13

cond.true12:                                      ; preds = %cond.end
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %r, i64 16, i1 false)
  br label %cond.end15

cond.false13:                                     ; preds = %cond.end
  %25 = load i32, ptr %w.addr, align 4
  %26 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %zero, i32 0, i32 0
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %zero, i32 0, i32 1
  %33 = load i64, ptr %32, align 8
  %call14 = call { i64, i64 } @range_join(i64 %27, i64 %29, i64 %31, i64 %33, i32 noundef %25)
  %34 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %35 = extractvalue { i64, i64 } %call14, 0
  store i64 %35, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %37 = extractvalue { i64, i64 } %call14, 1
  store i64 %37, ptr %36, align 8
  br label %cond.end15

cond.end15:                                       ; preds = %cond.false13, %cond.true12
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %cond.end15, %if.then
  call void @llvm.lifetime.end.p0(i64 16, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %zero) #9
  %38 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %38
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_mod(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call = call { i64, i64 } @unsigned_op(ptr noundef @interval_mod, i64 %6, i64 %8, i64 %10, i64 %12, i32 noundef %4)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @interval_mod(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.interval, align 8
  %b = alloca %struct.interval, align 8
  %w.addr = alloca i32, align 4
  %least = alloca i64, align 8
  %quotient = alloca i64, align 8
  %same = alloca %struct.range, align 8
  %r = alloca %struct.range, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %tmp = alloca %struct.range, align 8
  %tmp14 = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %least) #9
  %lo = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %4 = load i64, ptr %lo, align 8
  %tobool = icmp ne i64 %4, 0
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %lo1 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %5 = load i64, ptr %lo1, align 8
  br label %cond.end

cond.false:                                       ; preds = %entry
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %5, %cond.true ], [ 1, %cond.false ]
  store i64 %cond, ptr %least, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %quotient) #9
  call void @llvm.lifetime.start.p0(i64 16, ptr %same) #9
  %6 = load i32, ptr %w.addr, align 4
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %10 = load i64, ptr %9, align 8
  %call = call { i64, i64 } @from_interval(i64 %8, i64 %10, i32 noundef %6)
  %11 = getelementptr inbounds { i64, i64 }, ptr %same, i32 0, i32 0
  %12 = extractvalue { i64, i64 } %call, 0
  store i64 %12, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %same, i32 0, i32 1
  %14 = extractvalue { i64, i64 } %call, 1
  store i64 %14, ptr %13, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %r) #9
  %hi = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %15 = load i64, ptr %hi, align 8
  %tobool2 = icmp ne i64 %15, 0
  br i1 %tobool2, label %if.end, label %if.then

if.then:                                          ; preds = %cond.end
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %same, i64 16, i1 false)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %cond.end
  %lo3 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %16 = load i64, ptr %lo3, align 8
  %hi4 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %17 = load i64, ptr %hi4, align 8
  %div = udiv i64 %16, %17
  store i64 %div, ptr %quotient, align 8
  %18 = load i64, ptr %quotient, align 8
  %hi5 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %19 = load i64, ptr %hi5, align 8
  %20 = load i64, ptr %least, align 8
  %div6 = udiv i64 %19, %20
  %cmp = icmp eq i64 %18, %div6
  br i1 %cmp, label %if.then7, label %if.else

if.then7:                                         ; preds = %if.end
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %lo8 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %21 = load i64, ptr %lo8, align 8
  %22 = load i64, ptr %quotient, align 8
  %hi9 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %23 = load i64, ptr %hi9, align 8
  %mul = mul i64 %22, %23
  %sub = sub i64 %21, %mul
  %hi10 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %24 = load i64, ptr %hi10, align 8
  %25 = load i64, ptr %quotient, align 8
  %26 = load i64, ptr %least, align 8
  %mul11 = mul i64 %25, %26
  %sub12 = sub i64 %24, %mul11
  %27 = load i32, ptr %w.addr, align 4
  %call13 = call { i64, i64 } @range_between(i64 noundef %sub, i64 noundef %sub12, i32 noundef %27)
  %28 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %29 = extractvalue { i64, i64 } %call13, 0
  store i64 %29, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %31 = extractvalue { i64, i64 } %call13, 1
  store i64 %31, ptr %30, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  br label %if.end26

if.else:                                          ; preds = %if.end
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp14) #9
  %hi15 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %32 = load i64, ptr %hi15, align 8
  %hi16 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %33 = load i64, ptr %hi16, align 8
  %cmp17 = icmp ult i64 %32, %33
  br i1 %cmp17, label %cond.true18, label %cond.false20

cond.true18:                                      ; preds = %if.else
  %hi19 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %34 = load i64, ptr %hi19, align 8
  br label %cond.end23

cond.false20:                                     ; preds = %if.else
  %hi21 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %35 = load i64, ptr %hi21, align 8
  %sub22 = sub i64 %35, 1
  br label %cond.end23

cond.end23:                                       ; preds = %cond.false20, %cond.true18
  %cond24 = phi i64 [ %34, %cond.true18 ], [ %sub22, %cond.false20 ]
  %36 = load i32, ptr %w.addr, align 4
  %call25 = call { i64, i64 } @range_between(i64 noundef 0, i64 noundef %cond24, i32 noundef %36)
  %37 = getelementptr inbounds { i64, i64 }, ptr %tmp14, i32 0, i32 0
  %38 = extractvalue { i64, i64 } %call25, 0
  store i64 %38, ptr %37, align 8
  %39 = getelementptr inbounds { i64, i64 }, ptr %tmp14, i32 0, i32 1
  %40 = extractvalue { i64, i64 } %call25, 1
  store i64 %40, ptr %39, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 8 %tmp14, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp14) #9
  br label %if.end26

if.end26:                                         ; preds = %cond.end23, %if.then7
  %lo27 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %41 = load i64, ptr %lo27, align 8
  %tobool28 = icmp ne i64 %41, 0
  br i1 %tobool28, label %cond.true29, label %cond.false30

cond.true29:                                      ; preds = %if.end26
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %retval, ptr align 8 %r, i64 16, i1 false)
  br label %cond.end32

cond.false30:                                     ; preds = %if.end26
  %42 = load i32, ptr %w.addr, align 4
  %43 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %44 = load i64, ptr %43, align 8
  %45 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %46 = load i64, ptr %45, align 8
  %47 = getelementptr inbounds { i64, i64 }, ptr %same, i32 0, i32 0
  %48 = load i64, ptr %47, align 8
  %49 = getelementptr inbounds { i64, i64 }, ptr %same, i32 0, i32 1
  %50 = load i64, ptr %49, align 8
  %call31 = call { i64, i64 } @range_join(i64 %44, i64 %46, i64 %48, i64 %50, i32 noundef %42)
  %51 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %52 = extractvalue { i64, i64 } %call31, 0
  store i64 %52, ptr %51, align 8
  %53 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %54 = extractvalue { i64, i64 } %call31, 1
  store i64 %54, ptr %53, align 8
  br label %cond.end32

cond.end32:                                       ; preds = %cond.false30, %cond.true29
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %cond.end32, %if.then
  call void @llvm.lifetime.end.p0(i64 16, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %same) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %quotient) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %least) #9
  %55 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %55
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_sdiv(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call = call { i64, i64 } @signed_op(ptr noundef @interval_div, i1 noundef zeroext false, i64 %6, i64 %8, i64 %10, i64 %12, i32 noundef %4)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @signed_op(ptr noundef %op, i1 noundef zeroext %sign_of_dividend, i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %op.addr = alloca ptr, align 8
  %sign_of_dividend.addr = alloca i8, align 1
  %w.addr = alloca i32, align 4
  %pa = alloca [3 x %struct.range], align 16
  %pb = alloca [3 x %struct.range], align 16
  %na = alloca i32, align 4
  %nb = alloca i32, align 4
  %any = alloca i8, align 1
  %minus_a = alloca i8, align 1
  %minus_b = alloca i8, align 1
  %i = alloca i32, align 4
  %cleanup.dest.slot = alloca i32, align 4
  %x = alloca %struct.interval, align 8
  %j = alloca i32, align 4
  %y = alloca %struct.interval, align 8
  %r = alloca %struct.range, align 8
  %tmp = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store ptr %op, ptr %op.addr, align 8
  %storedv = zext i1 %sign_of_dividend to i8
  store i8 %storedv, ptr %sign_of_dividend.addr, align 1
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %pa) #9
  call void @llvm.lifetime.start.p0(i64 48, ptr %pb) #9
  call void @llvm.memset.p0.i64(ptr align 8 %retval, i8 0, i64 16, i1 false)
  call void @llvm.lifetime.start.p0(i64 4, ptr %na) #9
  %4 = load i32, ptr %w.addr, align 4
  %arraydecay = getelementptr inbounds [3 x %struct.range], ptr %pa, i64 0, i64 0
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call i32 @cut_signs(i64 %6, i64 %8, i32 noundef %4, ptr noundef %arraydecay)
  store i32 %call, ptr %na, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %nb) #9
  %9 = load i32, ptr %w.addr, align 4
  %arraydecay1 = getelementptr inbounds [3 x %struct.range], ptr %pb, i64 0, i64 0
  %10 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call2 = call i32 @cut_signs(i64 %11, i64 %13, i32 noundef %9, ptr noundef %arraydecay1)
  store i32 %call2, ptr %nb, align 4
  call void @llvm.lifetime.start.p0(i64 1, ptr %any) #9
  store i8 0, ptr %any, align 1
  call void @llvm.lifetime.start.p0(i64 1, ptr %minus_a) #9
  call void @llvm.lifetime.start.p0(i64 1, ptr %minus_b) #9
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc19, %entry
  %14 = load i32, ptr %i, align 4
  %15 = load i32, ptr %na, align 4
  %cmp = icmp ult i32 %14, %15
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  store i32 2, ptr %cleanup.dest.slot, align 4
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end21

for.body:                                         ; preds = %for.cond
  call void @llvm.lifetime.start.p0(i64 16, ptr %x) #9
  %16 = load i32, ptr %i, align 4
  %idxprom = zext i32 %16 to i64
  %arrayidx = getelementptr inbounds [3 x %struct.range], ptr %pa, i64 0, i64 %idxprom
  %17 = load i32, ptr %w.addr, align 4
  %18 = getelementptr inbounds { i64, i64 }, ptr %arrayidx, i32 0, i32 0
  %19 = load i64, ptr %18, align 16
  %20 = getelementptr inbounds { i64, i64 }, ptr %arrayidx, i32 0, i32 1
  %21 = load i64, ptr %20, align 8
  %call3 = call { i64, i64 } @magnitude(i64 %19, i64 %21, i32 noundef %17, ptr noundef %minus_a)
  %22 = getelementptr inbounds { i64, i64 }, ptr %x, i32 0, i32 0
  %23 = extractvalue { i64, i64 } %call3, 0
  store i64 %23, ptr %22, align 8
  %24 = getelementptr inbounds { i64, i64 }, ptr %x, i32 0, i32 1
  %25 = extractvalue { i64, i64 } %call3, 1
  store i64 %25, ptr %24, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %j) #9
  store i32 0, ptr %j, align 4
  br label %for.cond4

for.cond4:                                        ; preds = %for.inc, %for.body
  %26 = load i32, ptr %j, align 4
  %27 = load i32, ptr %nb, align 4
  %cmp5 = icmp ult i32 %26, %27
  br i1 %cmp5, label %for.body7, label %for.cond.cleanup6

for.cond.cleanup6:                                ; preds = %for.cond4
  store i32 5, ptr %cleanup.dest.slot, align 4
  call void @llvm.lifetime.end.p0(i64 4, ptr %j) #9
  br label %for.end

for.body7:                                        ; preds = %for.cond4
  call void @llvm.lifetime.start.p0(i64 16, ptr %y) #9
  %28 = load i32, ptr %j, align 4
  %idxprom8 = zext i32 %28 to i64
  %arrayidx9 = getelementptr inbounds [3 x %struct.range], ptr %pb, i64 0, i64 %idxprom8
  %29 = load i32, ptr %w.addr, align 4
  %30 = getelementptr inbounds { i64, i64 }, ptr %arrayidx9, i32 0, i32 0
  %31 = load i64, ptr %30, align 16
  %32 = getelementptr inbounds { i64, i64 }, ptr %arrayidx9, i32 0, i32 1
  %33 = load i64, ptr %32, align 8
  %call10 = call { i64, i64 } @magnitude(i64 %31, i64 %33, i32 noundef %29, ptr noundef %minus_b)
  %34 = getelementptr inbounds { i64, i64 }, ptr %y, i32 0, i32 0
  %35 = extractvalue { i64, i64 } %call10, 0
  store i64 %35, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %y, i32 0, i32 1
  %37 = extractvalue { i64, i64 } %call10, 1
  store i64 %37, ptr %36, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %r) #9
  %38 = load ptr, ptr %op.addr, align 8
  %39 = load i32, ptr %w.addr, align 4
  %40 = getelementptr inbounds { i64, i64 }, ptr %x, i32 0, i32 0
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %x, i32 0, i32 1
  %43 = load i64, ptr %42, align 8
  %44 = getelementptr inbounds { i64, i64 }, ptr %y, i32 0, i32 0
  %45 = load i64, ptr %44, align 8
  %46 = getelementptr inbounds { i64, i64 }, ptr %y, i32 0, i32 1
  %47 = load i64, ptr %46, align 8
  %call11 = call { i64, i64 } %38(i64 %41, i64 %43, i64 %45, i64 %47, i32 noundef %39)
  %48 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %49 = extractvalue { i64, i64 } %call11, 0
  store i64 %49, ptr %48, align 8
  %50 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %51 = extractvalue { i64, i64 } %call11, 1
  store i64 %51, ptr %50, align 8
  %52 = load i8, ptr %sign_of_dividend.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %52 to i1
  br i1 %loadedv, label %cond.true, label %cond.false

cond.true:                                        ; preds = %for.body7
  %53 = load i8, ptr %minus_a, align 1, !range !5, !noundef !6
  %loadedv12 = trunc i8 %53 to i1
  br i1 %loadedv12, label %if.then, label %if.end

cond.false:                                       ; preds = %for.body7
  %54 = load i8, ptr %minus_a, align 1, !range !5, !noundef !6
  %loadedv13 = trunc i8 %54 to i1
  %conv = zext i1 %loadedv13 to i32
  %55 = load i8, ptr %minus_b, align 1, !range !5, !noundef !6
  %loadedv14 = trunc i8 %55 to i1
  %conv15 = zext i1 %loadedv14 to i32
  %cmp16 = icmp ne i32 %conv, %conv15
  br i1 %cmp16, label %if.then, label %if.end

if.then:                                          ; preds = %cond.false, %cond.true
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %56 = load i32, ptr %w.addr, align 4
  %57 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %58 = load i64, ptr %57, align 8
  %59 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %60 = load i64, ptr %59, align 8
  %call18 = call { i64, i64 } @range_neg(i64 %58, i64 %60, i32 noundef %56)
  %61 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %62 = extractvalue { i64, i64 } %call18, 0
  store i64 %62, ptr %61, align 8
  %63 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %64 = extractvalue { i64, i64 } %call18, 1
  store i64 %64, ptr %63, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  br label %if.end

if.end:                                           ; preds = %if.then, %cond.false, %cond.true
  %65 = load i32, ptr %w.addr, align 4
  %66 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %67 = load i64, ptr %66, align 8
  %68 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %69 = load i64, ptr %68, align 8
  call void @join_into(ptr noundef %retval, ptr noundef %any, i64 %67, i64 %69, i32 noundef %65)
  call void @llvm.lifetime.end.p0(i64 16, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %y) #9
  br label %for.inc

for.inc:                                          ; preds = %if.end
  %70 = load i32, ptr %j, align 4
  %inc = add i32 %70, 1
  store i32 %inc, ptr %j, align 4
  br label %for.cond4, !llvm.loop !16

for.end:                                          ; preds = %for.cond.cleanup6
  call void @llvm.lifetime.end.p0(i64 16, ptr %x) #9
  br label %for.inc19

for.inc19:                                        ; preds = %for.end
  %71 = load i32, ptr %i, align 4
  %inc20 = add i32 %71, 1
  store i32 %inc20, ptr %i, align 4
  br label %for.cond, !llvm.loop !17

for.end21:                                        ; preds = %for.cond.cleanup
  store i32 1, ptr %cleanup.dest.slot, align 4
  call void @llvm.lifetime.end.p0(i64 1, ptr %minus_b) #9
  call void @llvm.lifetime.end.p0(i64 1, ptr %minus_a) #9
  call void @llvm.lifetime.end.p0(i64 1, ptr %any) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %nb) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %na) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %pb) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %pa) #9
  %72 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %72
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_smod(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call = call { i64, i64 } @signed_op(ptr noundef @interval_mod, i1 noundef zeroext true, i64 %6, i64 %8, i64 %10, i64 %12, i32 noundef %4)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_or(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call = call { i64, i64 } @unsigned_op(ptr noundef @interval_or, i64 %6, i64 %8, i64 %10, i64 %12, i32 noundef %4)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @interval_or(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.interval, align 8
  %b = alloca %struct.interval, align 8
  %w.addr = alloca i32, align 4
  %low = alloca i64, align 8
  %high = alloca i64, align 8
  %tmp = alloca %struct.interval, align 8
  %tmp5 = alloca %struct.interval, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %4 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %7 = load i64, ptr %6, align 8
  %call = call i64 @varying(i64 %5, i64 %7)
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %call1 = call i64 @varying(i64 %9, i64 %11)
  %or = or i64 %call, %call1
  store i64 %or, ptr %low, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %high) #9
  %lo = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %lo, align 8
  %lo2 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %13 = load i64, ptr %lo2, align 8
  %or3 = or i64 %12, %13
  %14 = load i64, ptr %low, align 8
  %not = xor i64 %14, -1
  %and = and i64 %or3, %not
  store i64 %and, ptr %high, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %15 = load i64, ptr %low, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call4 = call { i64, i64 } @low_part(i64 %17, i64 %19, i64 noundef %15)
  %20 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %21 = extractvalue { i64, i64 } %call4, 0
  store i64 %21, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %23 = extractvalue { i64, i64 } %call4, 1
  store i64 %23, ptr %22, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %a, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp5) #9
  %24 = load i64, ptr %low, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %28 = load i64, ptr %27, align 8
  %call6 = call { i64, i64 } @low_part(i64 %26, i64 %28, i64 noundef %24)
  %29 = getelementptr inbounds { i64, i64 }, ptr %tmp5, i32 0, i32 0
  %30 = extractvalue { i64, i64 } %call6, 0
  store i64 %30, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %tmp5, i32 0, i32 1
  %32 = extractvalue { i64, i64 } %call6, 1
  store i64 %32, ptr %31, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %b, ptr align 8 %tmp5, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp5) #9
  %33 = load i64, ptr %high, align 8
  %lo7 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %34 = load i64, ptr %lo7, align 8
  %lo8 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %35 = load i64, ptr %lo8, align 8
  %cmp = icmp ugt i64 %34, %35
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %lo9 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %36 = load i64, ptr %lo9, align 8
  br label %cond.end

cond.false:                                       ; preds = %entry
  %lo10 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %37 = load i64, ptr %lo10, align 8
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %36, %cond.true ], [ %37, %cond.false ]
  %or11 = or i64 %33, %cond
  %38 = load i64, ptr %high, align 8
  %hi = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %39 = load i64, ptr %hi, align 8
  %hi12 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %40 = load i64, ptr %hi12, align 8
  %41 = load i64, ptr %low, align 8
  %call13 = call i64 @sum_within(i64 noundef %39, i64 noundef %40, i64 noundef %41)
  %or14 = or i64 %38, %call13
  %42 = load i32, ptr %w.addr, align 4
  %call15 = call { i64, i64 } @range_between(i64 noundef %or11, i64 noundef %or14, i32 noundef %42)
  %43 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %44 = extractvalue { i64, i64 } %call15, 0
  store i64 %44, ptr %43, align 8
  %45 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %46 = extractvalue { i64, i64 } %call15, 1
  store i64 %46, ptr %45, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %high) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  %47 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %47
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_and(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %agg.tmp = alloca %struct.range, align 8
  %agg.tmp1 = alloca %struct.range, align 8
  %agg.tmp2 = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call { i64, i64 } @range_not(i64 %6, i64 %8, i32 noundef %4)
  %9 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp1, i32 0, i32 0
  %10 = extractvalue { i64, i64 } %call, 0
  store i64 %10, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp1, i32 0, i32 1
  %12 = extractvalue { i64, i64 } %call, 1
  store i64 %12, ptr %11, align 8
  %13 = load i32, ptr %w.addr, align 4
  %14 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %17 = load i64, ptr %16, align 8
  %call3 = call { i64, i64 } @range_not(i64 %15, i64 %17, i32 noundef %13)
  %18 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp2, i32 0, i32 0
  %19 = extractvalue { i64, i64 } %call3, 0
  store i64 %19, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp2, i32 0, i32 1
  %21 = extractvalue { i64, i64 } %call3, 1
  store i64 %21, ptr %20, align 8
  %22 = load i32, ptr %w.addr, align 4
  %23 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp1, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp1, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp2, i32 0, i32 0
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp2, i32 0, i32 1
  %30 = load i64, ptr %29, align 8
  %call4 = call { i64, i64 } @range_or(i64 %24, i64 %26, i64 %28, i64 %30, i32 noundef %22)
  %31 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %32 = extractvalue { i64, i64 } %call4, 0
  store i64 %32, ptr %31, align 8
  %33 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %34 = extractvalue { i64, i64 } %call4, 1
  store i64 %34, ptr %33, align 8
  %35 = load i32, ptr %w.addr, align 4
  %36 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %37 = load i64, ptr %36, align 8
  %38 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %39 = load i64, ptr %38, align 8
  %call5 = call { i64, i64 } @range_not(i64 %37, i64 %39, i32 noundef %35)
  %40 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %41 = extractvalue { i64, i64 } %call5, 0
  store i64 %41, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %43 = extractvalue { i64, i64 } %call5, 1
  store i64 %43, ptr %42, align 8
  %44 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %44
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @range_not(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %2 = load i64, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %3 = load i64, ptr %size, align 8
  %add = add i64 %2, %3
  %not = xor i64 %add, -1
  %base1 = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %base1, align 8
  %not2 = xor i64 %4, -1
  %5 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @range_between(i64 noundef %not, i64 noundef %not2, i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call, 1
  store i64 %9, ptr %8, align 8
  %10 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %10
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_xor(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call = call { i64, i64 } @unsigned_op(ptr noundef @interval_xor, i64 %6, i64 %8, i64 %10, i64 %12, i32 noundef %4)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @interval_xor(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.interval, align 8
  %b = alloca %struct.interval, align 8
  %w.addr = alloca i32, align 4
  %low = alloca i64, align 8
  %high = alloca i64, align 8
  %sum = alloca i64, align 8
  %rest = alloca i64, align 8
  %tmp = alloca %struct.interval, align 8
  %tmp4 = alloca %struct.interval, align 8
  %.compoundliteral = alloca %struct.interval, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %4 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %7 = load i64, ptr %6, align 8
  %call = call i64 @varying(i64 %5, i64 %7)
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %call1 = call i64 @varying(i64 %9, i64 %11)
  %or = or i64 %call, %call1
  store i64 %or, ptr %low, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %high) #9
  %lo = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %lo, align 8
  %lo2 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %13 = load i64, ptr %lo2, align 8
  %xor = xor i64 %12, %13
  %14 = load i64, ptr %low, align 8
  %not = xor i64 %14, -1
  %and = and i64 %xor, %not
  store i64 %and, ptr %high, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %sum) #9
  call void @llvm.lifetime.start.p0(i64 8, ptr %rest) #9
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %15 = load i64, ptr %low, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call3 = call { i64, i64 } @low_part(i64 %17, i64 %19, i64 noundef %15)
  %20 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %21 = extractvalue { i64, i64 } %call3, 0
  store i64 %21, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %23 = extractvalue { i64, i64 } %call3, 1
  store i64 %23, ptr %22, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %a, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp4) #9
  %24 = load i64, ptr %low, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %28 = load i64, ptr %27, align 8
  %call5 = call { i64, i64 } @low_part(i64 %26, i64 %28, i64 noundef %24)
  %29 = getelementptr inbounds { i64, i64 }, ptr %tmp4, i32 0, i32 0
  %30 = extractvalue { i64, i64 } %call5, 0
  store i64 %30, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %tmp4, i32 0, i32 1
  %32 = extractvalue { i64, i64 } %call5, 1
  store i64 %32, ptr %31, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %b, ptr align 8 %tmp4, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp4) #9
  %hi = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %33 = load i64, ptr %hi, align 8
  %hi6 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %34 = load i64, ptr %hi6, align 8
  %35 = load i64, ptr %low, align 8
  %call7 = call i64 @sum_within(i64 noundef %33, i64 noundef %34, i64 noundef %35)
  store i64 %call7, ptr %sum, align 8
  %36 = load i64, ptr %low, align 8
  %lo8 = getelementptr inbounds %struct.interval, ptr %.compoundliteral, i32 0, i32 0
  %37 = load i64, ptr %low, align 8
  %hi9 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %38 = load i64, ptr %hi9, align 8
  %sub = sub i64 %37, %38
  store i64 %sub, ptr %lo8, align 8
  %hi10 = getelementptr inbounds %struct.interval, ptr %.compoundliteral, i32 0, i32 1
  %39 = load i64, ptr %low, align 8
  %lo11 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %40 = load i64, ptr %lo11, align 8
  %sub12 = sub i64 %39, %40
  store i64 %sub12, ptr %hi10, align 8
  %41 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %42 = load i64, ptr %41, align 8
  %43 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %44 = load i64, ptr %43, align 8
  %45 = getelementptr inbounds { i64, i64 }, ptr %.compoundliteral, i32 0, i32 0
  %46 = load i64, ptr %45, align 8
  %47 = getelementptr inbounds { i64, i64 }, ptr %.compoundliteral, i32 0, i32 1
  %48 = load i64, ptr %47, align 8
  %call13 = call i64 @distance(i64 %42, i64 %44, i64 %46, i64 %48)
  %sub14 = sub i64 %36, %call13
  store i64 %sub14, ptr %rest, align 8
  %49 = load i64, ptr %high, align 8
  %50 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %51 = load i64, ptr %50, align 8
  %52 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %53 = load i64, ptr %52, align 8
  %54 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %55 = load i64, ptr %54, align 8
  %56 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %57 = load i64, ptr %56, align 8
  %call15 = call i64 @distance(i64 %51, i64 %53, i64 %55, i64 %57)
  %or16 = or i64 %49, %call15
  %58 = load i64, ptr %high, align 8
  %59 = load i64, ptr %sum, align 8
  %60 = load i64, ptr %rest, align 8
  %cmp = icmp ult i64 %59, %60
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %61 = load i64, ptr %sum, align 8
  br label %cond.end

cond.false:                                       ; preds = %entry
  %62 = load i64, ptr %rest, align 8
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %61, %cond.true ], [ %62, %cond.false ]
  %or17 = or i64 %58, %cond
  %63 = load i32, ptr %w.addr, align 4
  %call18 = call { i64, i64 } @range_between(i64 noundef %or16, i64 noundef %or17, i32 noundef %63)
  %64 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %65 = extractvalue { i64, i64 } %call18, 0
  store i64 %65, ptr %64, align 8
  %66 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %67 = extractvalue { i64, i64 } %call18, 1
  store i64 %67, ptr %66, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %rest) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %sum) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %high) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  %68 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %68
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_rsh(i64 %a.coerce0, i64 %a.coerce1, i64 %s.coerce0, i64 %s.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %s = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  store i64 %s.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  store i64 %s.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call = call { i64, i64 } @unsigned_op(ptr noundef @interval_rsh, i64 %6, i64 %8, i64 %10, i64 %12, i32 noundef %4)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @interval_rsh(i64 %a.coerce0, i64 %a.coerce1, i64 %s.coerce0, i64 %s.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.interval, align 8
  %s = alloca %struct.interval, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  store i64 %s.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  store i64 %s.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %lo = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %4 = load i64, ptr %lo, align 8
  %hi = getelementptr inbounds %struct.interval, ptr %s, i32 0, i32 1
  %5 = load i64, ptr %hi, align 8
  %shr = lshr i64 %4, %5
  %hi1 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %6 = load i64, ptr %hi1, align 8
  %lo2 = getelementptr inbounds %struct.interval, ptr %s, i32 0, i32 0
  %7 = load i64, ptr %lo2, align 8
  %shr3 = lshr i64 %6, %7
  %8 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @range_between(i64 noundef %shr, i64 noundef %shr3, i32 noundef %8)
  %9 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %10 = extractvalue { i64, i64 } %call, 0
  store i64 %10, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %12 = extractvalue { i64, i64 } %call, 1
  store i64 %12, ptr %11, align 8
  %13 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %13
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_arsh(i64 %a.coerce0, i64 %a.coerce1, i64 %s.coerce0, i64 %s.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %s = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %piece = alloca [3 x %struct.range], align 16
  %n = alloca i32, align 4
  %any = alloca i8, align 1
  %i = alloca i32, align 4
  %negative = alloca i8, align 1
  %r = alloca %struct.range, align 8
  %tmp = alloca %struct.range, align 8
  %agg.tmp = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  store i64 %s.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  store i64 %s.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %piece) #9
  call void @llvm.memset.p0.i64(ptr align 8 %retval, i8 0, i64 16, i1 false)
  call void @llvm.lifetime.start.p0(i64 4, ptr %n) #9
  %4 = load i32, ptr %w.addr, align 4
  %arraydecay = getelementptr inbounds [3 x %struct.range], ptr %piece, i64 0, i64 0
  %5 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call i32 @cut_signs(i64 %6, i64 %8, i32 noundef %4, ptr noundef %arraydecay)
  store i32 %call, ptr %n, align 4
  call void @llvm.lifetime.start.p0(i64 1, ptr %any) #9
  store i8 0, ptr %any, align 1
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %9 = load i32, ptr %i, align 4
  %10 = load i32, ptr %n, align 4
  %cmp = icmp ult i32 %9, %10
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.body:                                         ; preds = %for.cond
  call void @llvm.lifetime.start.p0(i64 1, ptr %negative) #9
  %11 = load i32, ptr %i, align 4
  %idxprom = zext i32 %11 to i64
  %arrayidx = getelementptr inbounds [3 x %struct.range], ptr %piece, i64 0, i64 %idxprom
  %base = getelementptr inbounds %struct.range, ptr %arrayidx, i32 0, i32 0
  %12 = load i64, ptr %base, align 16
  %13 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @sign_bit(i32 noundef %13)
  %and = and i64 %12, %call1
  %tobool = icmp ne i64 %and, 0
  %storedv = zext i1 %tobool to i8
  store i8 %storedv, ptr %negative, align 1
  call void @llvm.lifetime.start.p0(i64 16, ptr %r) #9
  %14 = load i8, ptr %negative, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %14 to i1
  br i1 %loadedv, label %cond.true, label %cond.false

cond.true:                                        ; preds = %for.body
  %15 = load i32, ptr %i, align 4
  %idxprom2 = zext i32 %15 to i64
  %arrayidx3 = getelementptr inbounds [3 x %struct.range], ptr %piece, i64 0, i64 %idxprom2
  %16 = load i32, ptr %w.addr, align 4
  %17 = getelementptr inbounds { i64, i64 }, ptr %arrayidx3, i32 0, i32 0
  %18 = load i64, ptr %17, align 16
  %19 = getelementptr inbounds { i64, i64 }, ptr %arrayidx3, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call4 = call { i64, i64 } @range_not(i64 %18, i64 %20, i32 noundef %16)
  %21 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %22 = extractvalue { i64, i64 } %call4, 0
  store i64 %22, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %24 = extractvalue { i64, i64 } %call4, 1
  store i64 %24, ptr %23, align 8
  br label %cond.end

cond.false:                                       ; preds = %for.body
  %25 = load i32, ptr %i, align 4
  %idxprom5 = zext i32 %25 to i64
  %arrayidx6 = getelementptr inbounds [3 x %struct.range], ptr %piece, i64 0, i64 %idxprom5
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 16 %arrayidx6, i64 16, i1 false)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %26 = load i32, ptr %w.addr, align 4
  %27 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 0
  %32 = load i64, ptr %31, align 8
  %33 = getelementptr inbounds { i64, i64 }, ptr %s, i32 0, i32 1
  %34 = load i64, ptr %33, align 8
  %call7 = call { i64, i64 } @range_rsh(i64 %28, i64 %30, i64 %32, i64 %34, i32 noundef %26)
  %35 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %36 = extractvalue { i64, i64 } %call7, 0
  store i64 %36, ptr %35, align 8
  %37 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %38 = extractvalue { i64, i64 } %call7, 1
  store i64 %38, ptr %37, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  %39 = load i8, ptr %negative, align 1, !range !5, !noundef !6
  %loadedv8 = trunc i8 %39 to i1
  br i1 %loadedv8, label %cond.true9, label %cond.false11

cond.true9:                                       ; preds = %cond.end
  %40 = load i32, ptr %w.addr, align 4
  %41 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %42 = load i64, ptr %41, align 8
  %43 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %44 = load i64, ptr %43, align 8
  %call10 = call { i64, i64 } @range_not(i64 %42, i64 %44, i32 noundef %40)
  %45 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %46 = extractvalue { i64, i64 } %call10, 0
  store i64 %46, ptr %45, align 8
  %47 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %48 = extractvalue { i64, i64 } %call10, 1
  store i64 %48, ptr %47, align 8
  br label %cond.end12

cond.false11:                                     ; preds = %cond.end
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.tmp, ptr align 8 %r, i64 16, i1 false)
  br label %cond.end12

cond.end12:                                       ; preds = %cond.false11, %cond.true9
  %49 = load i32, ptr %w.addr, align 4
  %50 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %51 = load i64, ptr %50, align 8
  %52 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %53 = load i64, ptr %52, align 8
  call void @join_into(ptr noundef %retval, ptr noundef %any, i64 %51, i64 %53, i32 noundef %49)
  call void @llvm.lifetime.end.p0(i64 16, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 1, ptr %negative) #9
  br label %for.inc

for.inc:                                          ; preds = %cond.end12
  %54 = load i32, ptr %i, align 4
  %inc = add i32 %54, 1
  store i32 %inc, ptr %i, align 4
  br label %for.cond, !llvm.loop !18

for.end:                                          ; preds = %for.cond.cleanup
  call void @llvm.lifetime.end.p0(i64 1, ptr %any) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %n) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %piece) #9
  %55 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %55
}

; Function Attrs: nounwind uwtable
define internal i32 @cut_signs(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w, ptr noundef %piece) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %piece.addr = alloca ptr, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  store ptr %piece, ptr %piece.addr, align 8
  %2 = load ptr, ptr %piece.addr, align 8
  %3 = load i32, ptr %w.addr, align 4
  %4 = load ptr, ptr %piece.addr, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call i32 @cut_unsigned(i64 %6, i64 %8, i32 noundef %3, ptr noundef %4)
  %9 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @sign_bit(i32 noundef %9)
  %10 = load i32, ptr %w.addr, align 4
  %call2 = call i32 @cut(ptr noundef %2, i32 noundef %call, i64 noundef %call1, i32 noundef %10)
  ret i32 %call2
}

; Function Attrs: nounwind uwtable
define internal i64 @sign_bit(i32 noundef %w) #0 {
entry:
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %0 = load i32, ptr %w.addr, align 4
  %sub = sub i32 %0, 1
  %sh_prom = zext i32 %sub to i64
  %shl = shl i64 1, %sh_prom
  ret i64 %shl
}

; Function Attrs: nounwind uwtable
define internal void @join_into(ptr noundef %join, ptr noundef %any, i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %join.addr = alloca ptr, align 8
  %any.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %tmp = alloca %struct.range, align 8
  %cleanup.cond = alloca i1, align 1
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store ptr %join, ptr %join.addr, align 8
  store ptr %any, ptr %any.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load ptr, ptr %join.addr, align 8
  %3 = load ptr, ptr %any.addr, align 8
  %4 = load i8, ptr %3, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %4 to i1
  store i1 false, ptr %cleanup.cond, align 1
  br i1 %loadedv, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  store i1 true, ptr %cleanup.cond, align 1
  %5 = load ptr, ptr %join.addr, align 8
  %6 = load i32, ptr %w.addr, align 4
  %7 = getelementptr inbounds { i64, i64 }, ptr %5, i32 0, i32 0
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %5, i32 0, i32 1
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call = call { i64, i64 } @range_join(i64 %8, i64 %10, i64 %12, i64 %14, i32 noundef %6)
  %15 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %16 = extractvalue { i64, i64 } %call, 0
  store i64 %16, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %18 = extractvalue { i64, i64 } %call, 1
  store i64 %18, ptr %17, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %2, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  br label %cond.end

cond.false:                                       ; preds = %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %2, ptr align 8 %r, i64 16, i1 false)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %19 = load ptr, ptr %any.addr, align 8
  store i8 1, ptr %19, align 1
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_low(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %bits) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %r = alloca %struct.range, align 8
  %bits.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %bits, ptr %bits.addr, align 4
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %2 = load i64, ptr %size, align 8
  %3 = load i32, ptr %bits.addr, align 4
  %call = call i64 @width_mask(i32 noundef %3)
  %cmp = icmp uge i64 %2, %call
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %4 = load i32, ptr %bits.addr, align 4
  %call1 = call { i64, i64 } @range_full(i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call1, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call1, 1
  store i64 %8, ptr %7, align 8
  br label %return

if.end:                                           ; preds = %entry
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %9 = load i64, ptr %base, align 8
  %base2 = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %10 = load i64, ptr %base2, align 8
  %size3 = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %11 = load i64, ptr %size3, align 8
  %add = add i64 %10, %11
  %12 = load i32, ptr %bits.addr, align 4
  %call4 = call { i64, i64 } @range_between(i64 noundef %9, i64 noundef %add, i32 noundef %12)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call4, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call4, 1
  store i64 %16, ptr %15, align 8
  br label %return

return:                                           ; preds = %if.end, %if.then
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_zext(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %bits, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %r = alloca %struct.range, align 8
  %bits.addr = alloca i32, align 4
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %bits, ptr %bits.addr, align 4
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %bits.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call i64 @range_umin(i64 %4, i64 %6, i32 noundef %2)
  %7 = load i32, ptr %bits.addr, align 4
  %8 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %call1 = call i64 @range_umax(i64 %9, i64 %11, i32 noundef %7)
  %12 = load i32, ptr %w.addr, align 4
  %call2 = call { i64, i64 } @range_between(i64 noundef %call, i64 noundef %call1, i32 noundef %12)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call2, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call2, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_sext(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %bits, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %r = alloca %struct.range, align 8
  %bits.addr = alloca i32, align 4
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %bits, ptr %bits.addr, align 4
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %bits.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call i64 @range_smin(i64 %4, i64 %6, i32 noundef %2)
  %7 = load i32, ptr %bits.addr, align 4
  %8 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %call1 = call i64 @range_smax(i64 %9, i64 %11, i32 noundef %7)
  %12 = load i32, ptr %w.addr, align 4
  %call2 = call { i64, i64 } @range_between(i64 noundef %call, i64 noundef %call1, i32 noundef %12)
  %13 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call2, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call2, 1
  store i64 %16, ptr %15, align 8
  %17 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %17
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @range_widen(i64 %old_.coerce0, i64 %old_.coerce1, i64 %new_.coerce0, i64 %new_.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %old_ = alloca %struct.range, align 8
  %new_ = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %m = alloca i64, align 8
  %last = alloca i64, align 8
  %up = alloca i64, align 8
  %down = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %old_, i32 0, i32 0
  store i64 %old_.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %old_, i32 0, i32 1
  store i64 %old_.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %new_, i32 0, i32 0
  store i64 %new_.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %new_, i32 0, i32 1
  store i64 %new_.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %m) #9
  %4 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %4)
  store i64 %call, ptr %m, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %last) #9
  %base = getelementptr inbounds %struct.range, ptr %new_, i32 0, i32 0
  %5 = load i64, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %new_, i32 0, i32 1
  %6 = load i64, ptr %size, align 8
  %add = add i64 %5, %6
  %7 = load i64, ptr %m, align 8
  %and = and i64 %add, %7
  store i64 %and, ptr %last, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %up) #9
  store i64 0, ptr %up, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %down) #9
  store i64 0, ptr %down, align 8
  %base1 = getelementptr inbounds %struct.range, ptr %new_, i32 0, i32 0
  %8 = load i64, ptr %base1, align 8
  %base2 = getelementptr inbounds %struct.range, ptr %old_, i32 0, i32 0
  %9 = load i64, ptr %base2, align 8
  %cmp = icmp ne i64 %8, %9
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %base3 = getelementptr inbounds %struct.range, ptr %new_, i32 0, i32 0
  %10 = load i64, ptr %base3, align 8
  %not = xor i64 %10, -1
  %11 = load i64, ptr %m, align 8
  %and4 = and i64 %not, %11
  %12 = load i32, ptr %w.addr, align 4
  %call5 = call i64 @limit_from(i64 noundef %and4, i32 noundef %12)
  %base6 = getelementptr inbounds %struct.range, ptr %new_, i32 0, i32 0
  %13 = load i64, ptr %base6, align 8
  %not7 = xor i64 %13, -1
  %14 = load i64, ptr %m, align 8
  %and8 = and i64 %not7, %14
  %sub = sub i64 %call5, %and8
  store i64 %sub, ptr %down, align 8
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  %15 = load i64, ptr %last, align 8
  %base9 = getelementptr inbounds %struct.range, ptr %old_, i32 0, i32 0
  %16 = load i64, ptr %base9, align 8
  %size10 = getelementptr inbounds %struct.range, ptr %old_, i32 0, i32 1
  %17 = load i64, ptr %size10, align 8
  %add11 = add i64 %16, %17
  %18 = load i64, ptr %m, align 8
  %and12 = and i64 %add11, %18
  %cmp13 = icmp ne i64 %15, %and12
  br i1 %cmp13, label %if.then14, label %if.end17

if.then14:                                        ; preds = %if.end
  %19 = load i64, ptr %last, align 8
  %20 = load i32, ptr %w.addr, align 4
  %call15 = call i64 @limit_from(i64 noundef %19, i32 noundef %20)
  %21 = load i64, ptr %last, align 8
  %sub16 = sub i64 %call15, %21
  store i64 %sub16, ptr %up, align 8
  br label %if.end17

if.end17:                                         ; preds = %if.then14, %if.end
  %22 = load i64, ptr %down, align 8
  %23 = load i64, ptr %m, align 8
  %size18 = getelementptr inbounds %struct.range, ptr %new_, i32 0, i32 1
  %24 = load i64, ptr %size18, align 8
  %sub19 = sub i64 %23, %24
  %cmp20 = icmp ugt i64 %22, %sub19
  br i1 %cmp20, label %if.then25, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %if.end17
  %25 = load i64, ptr %up, align 8
  %26 = load i64, ptr %m, align 8
  %size21 = getelementptr inbounds %struct.range, ptr %new_, i32 0, i32 1
  %27 = load i64, ptr %size21, align 8
  %sub22 = sub i64 %26, %27
  %28 = load i64, ptr %down, align 8
  %sub23 = sub i64 %sub22, %28
  %cmp24 = icmp ugt i64 %25, %sub23
  br i1 %cmp24, label %if.then25, label %if.end27

if.then25:                                        ; preds = %lor.lhs.false, %if.end17
  %29 = load i32, ptr %w.addr, align 4
  %call26 = call { i64, i64 } @range_full(i32 noundef %29)
  %30 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %31 = extractvalue { i64, i64 } %call26, 0
  store i64 %31, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %33 = extractvalue { i64, i64 } %call26, 1
  store i64 %33, ptr %32, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end27:                                         ; preds = %lor.lhs.false
  %base28 = getelementptr inbounds %struct.range, ptr %new_, i32 0, i32 0
  %34 = load i64, ptr %base28, align 8
  %35 = load i64, ptr %down, align 8
  %sub29 = sub i64 %34, %35
  %36 = load i64, ptr %last, align 8
  %37 = load i64, ptr %up, align 8
  %add30 = add i64 %36, %37
  %38 = load i32, ptr %w.addr, align 4
  %call31 = call { i64, i64 } @range_between(i64 noundef %sub29, i64 noundef %add30, i32 noundef %38)
  %39 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %40 = extractvalue { i64, i64 } %call31, 0
  store i64 %40, ptr %39, align 8
  %41 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %42 = extractvalue { i64, i64 } %call31, 1
  store i64 %42, ptr %41, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end27, %if.then25
  call void @llvm.lifetime.end.p0(i64 8, ptr %down) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %up) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %last) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %m) #9
  %43 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %43
}

; Function Attrs: nounwind uwtable
define internal i64 @limit_from(i64 noundef %v, i32 noundef %w) #0 {
entry:
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load i64, ptr %v.addr, align 8
  %1 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %1, 2
  %call = call i64 @width_mask(i32 noundef %div)
  %cmp = icmp ule i64 %0, %call
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %2 = load i32, ptr %w.addr, align 4
  %div1 = udiv i32 %2, 2
  %call2 = call i64 @width_mask(i32 noundef %div1)
  br label %cond.end

cond.false:                                       ; preds = %entry
  %3 = load i32, ptr %w.addr, align 4
  %call3 = call i64 @width_mask(i32 noundef %3)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %call2, %cond.true ], [ %call3, %cond.false ]
  ret i64 %cond
}

; Function Attrs: nounwind uwtable
define dso_local i32 @scalar_decide_w(i32 noundef %op, i32 noundef %width, ptr noundef %d, ptr noundef %s, i32 noundef %w) #0 {
entry:
  %retval = alloca i32, align 4
  %op.addr = alloca i32, align 4
  %width.addr = alloca i32, align 4
  %d.addr = alloca ptr, align 8
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %c = alloca %struct.comparison, align 1
  %a = alloca %struct.part, align 8
  %b = alloca %struct.part, align 8
  %r32 = alloca %struct.range, align 8
  %tmp = alloca %struct.part, align 8
  %tmp1 = alloca %struct.part, align 8
  %cleanup.dest.slot = alloca i32, align 4
  store i32 %op, ptr %op.addr, align 4
  store i32 %width, ptr %width.addr, align 4
  store ptr %d, ptr %d.addr, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 3, ptr %c) #9
  %0 = load i32, ptr %op.addr, align 4
  %call = call i24 @comparison_of(i32 noundef %0)
  store i24 %call, ptr %c, align 1
  call void @llvm.lifetime.start.p0(i64 40, ptr %a) #9
  %1 = load ptr, ptr %d.addr, align 8
  %2 = load i32, ptr %width.addr, align 4
  %3 = load i32, ptr %w.addr, align 4
  call void @part_of(ptr dead_on_unwind writable sret(%struct.part) align 8 %a, ptr noundef %1, i32 noundef %2, i32 noundef %3)
  call void @llvm.lifetime.start.p0(i64 40, ptr %b) #9
  %4 = load ptr, ptr %s.addr, align 8
  %5 = load i32, ptr %width.addr, align 4
  %6 = load i32, ptr %w.addr, align 4
  call void @part_of(ptr dead_on_unwind writable sret(%struct.part) align 8 %b, ptr noundef %4, i32 noundef %5, i32 noundef %6)
  call void @llvm.lifetime.start.p0(i64 16, ptr %r32) #9
  %is_signed = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 2
  %7 = load i8, ptr %is_signed, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %7 to i1
  br i1 %loadedv, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  call void @llvm.lifetime.start.p0(i64 40, ptr %tmp) #9
  call void @part_turn(ptr dead_on_unwind writable sret(%struct.part) align 8 %tmp, ptr noundef byval(%struct.part) align 8 %a)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %a, ptr align 8 %tmp, i64 40, i1 false)
  call void @llvm.lifetime.end.p0(i64 40, ptr %tmp) #9
  call void @llvm.lifetime.start.p0(i64 40, ptr %tmp1) #9
  call void @part_turn(ptr dead_on_unwind writable sret(%struct.part) align 8 %tmp1, ptr noundef byval(%struct.part) align 8 %b)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %b, ptr align 8 %tmp1, i64 40, i1 false)
  call void @llvm.lifetime.end.p0(i64 40, ptr %tmp1) #9
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  %relation = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 0
  %8 = load i8, ptr %relation, align 1
  %conv = zext i8 %8 to i32
  %cmp = icmp eq i32 %conv, 1
  br i1 %cmp, label %land.lhs.true, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %if.end
  %relation3 = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 0
  %9 = load i8, ptr %relation3, align 1
  %conv4 = zext i8 %9 to i32
  %cmp5 = icmp eq i32 %conv4, 2
  br i1 %cmp5, label %land.lhs.true, label %if.end15

land.lhs.true:                                    ; preds = %lor.lhs.false, %if.end
  %10 = load ptr, ptr %d.addr, align 8
  %r327 = getelementptr inbounds %struct.scalar, ptr %10, i32 0, i32 2
  %11 = load ptr, ptr %s.addr, align 8
  %r328 = getelementptr inbounds %struct.scalar, ptr %11, i32 0, i32 2
  %12 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %12, 2
  %13 = getelementptr inbounds { i64, i64 }, ptr %r327, i32 0, i32 0
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %r327, i32 0, i32 1
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %r328, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %r328, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call9 = call zeroext i1 @range_meet(i64 %14, i64 %16, i64 %18, i64 %20, i32 noundef %div, ptr noundef %r32)
  br i1 %call9, label %if.end15, label %if.then10

if.then10:                                        ; preds = %land.lhs.true
  %relation11 = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 0
  %21 = load i8, ptr %relation11, align 1
  %conv12 = zext i8 %21 to i32
  %cmp13 = icmp eq i32 %conv12, 2
  %conv14 = zext i1 %cmp13 to i32
  store i32 %conv14, ptr %retval, align 4
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end15:                                         ; preds = %land.lhs.true, %lor.lhs.false
  %swapped = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 1
  %22 = load i8, ptr %swapped, align 1, !range !5, !noundef !6
  %loadedv16 = trunc i8 %22 to i1
  br i1 %loadedv16, label %cond.true, label %cond.false

cond.true:                                        ; preds = %if.end15
  %relation18 = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 0
  %23 = load i8, ptr %relation18, align 1
  %conv19 = zext i8 %23 to i32
  %call20 = call i32 @decide_parts(i32 noundef %conv19, ptr noundef %b, ptr noundef %a)
  br label %cond.end

cond.false:                                       ; preds = %if.end15
  %relation21 = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 0
  %24 = load i8, ptr %relation21, align 1
  %conv22 = zext i8 %24 to i32
  %call23 = call i32 @decide_parts(i32 noundef %conv22, ptr noundef %a, ptr noundef %b)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i32 [ %call20, %cond.true ], [ %call23, %cond.false ]
  store i32 %cond, ptr %retval, align 4
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %cond.end, %if.then10
  call void @llvm.lifetime.end.p0(i64 16, ptr %r32) #9
  call void @llvm.lifetime.end.p0(i64 40, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 40, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 3, ptr %c) #9
  %25 = load i32, ptr %retval, align 4
  ret i32 %25
}

; Function Attrs: nounwind uwtable
define internal i24 @comparison_of(i32 noundef %op) #0 {
entry:
  %retval = alloca %struct.comparison, align 1
  %op.addr = alloca i32, align 4
  %retval.coerce = alloca i24, align 4
  store i32 %op, ptr %op.addr, align 4
  %0 = load i32, ptr %op.addr, align 4
  %conv = zext i32 %0 to i64
  %cmp = icmp ult i64 %conv, 36
  br i1 %cmp, label %land.lhs.true, label %if.else

land.lhs.true:                                    ; preds = %entry
  %1 = load i32, ptr %op.addr, align 4
  %idxprom = zext i32 %1 to i64
  %arrayidx = getelementptr inbounds [36 x %struct.comparison], ptr @comparisons, i64 0, i64 %idxprom
  %relation = getelementptr inbounds %struct.comparison, ptr %arrayidx, i32 0, i32 0
  %2 = load i8, ptr %relation, align 1
  %conv2 = zext i8 %2 to i32
  %tobool = icmp ne i32 %conv2, 0
  br i1 %tobool, label %if.then, label %if.else

if.then:                                          ; preds = %land.lhs.true
  br label %if.end

if.else:                                          ; preds = %land.lhs.true, %entry
  call void @__assert_fail(ptr noundef @.str.30, ptr noundef @.str.31, i32 noundef 58, ptr noundef @__PRETTY_FUNCTION__.comparison_of) #10
  unreachable

if.end:                                           ; preds = %if.then
  %3 = load i32, ptr %op.addr, align 4
  %idxprom3 = zext i32 %3 to i64
  %arrayidx4 = getelementptr inbounds [36 x %struct.comparison], ptr @comparisons, i64 0, i64 %idxprom3
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %retval, ptr align 1 %arrayidx4, i64 3, i1 false)
  call void @llvm.memcpy.p0.p0.i64(ptr align 4 %retval.coerce, ptr align 1 %retval, i64 3, i1 false)
  %4 = load i24, ptr %retval.coerce, align 4
  ret i24 %4
}

; Function Attrs: nounwind uwtable
define internal void @part_of(ptr dead_on_unwind noalias writable sret(%struct.part) align 8 %agg.result, ptr noundef %s, i32 noundef %width, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %width.addr = alloca i32, align 4
  %w.addr = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i32 %width, ptr %width.addr, align 4
  store i32 %w, ptr %w.addr, align 4
  %0 = load i32, ptr %width.addr, align 4
  %1 = load i32, ptr %w.addr, align 4
  %cmp = icmp eq i32 %0, %1
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %bits = getelementptr inbounds %struct.part, ptr %agg.result, i32 0, i32 0
  %2 = load ptr, ptr %s.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %2, i32 0, i32 0
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %bits, ptr align 8 %bits1, i64 16, i1 false)
  %r = getelementptr inbounds %struct.part, ptr %agg.result, i32 0, i32 1
  %3 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %3, i32 0, i32 1
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 8 %r64, i64 16, i1 false)
  %w2 = getelementptr inbounds %struct.part, ptr %agg.result, i32 0, i32 2
  %4 = load i32, ptr %w.addr, align 4
  store i32 %4, ptr %w2, align 8
  br label %return

if.end:                                           ; preds = %entry
  %bits3 = getelementptr inbounds %struct.part, ptr %agg.result, i32 0, i32 0
  %5 = load ptr, ptr %s.addr, align 8
  %bits4 = getelementptr inbounds %struct.scalar, ptr %5, i32 0, i32 0
  %6 = load i32, ptr %width.addr, align 4
  %7 = getelementptr inbounds { i64, i64 }, ptr %bits4, i32 0, i32 0
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %bits4, i32 0, i32 1
  %10 = load i64, ptr %9, align 8
  %call = call { i64, i64 } @tnum_low(i64 %8, i64 %10, i32 noundef %6)
  %11 = getelementptr inbounds { i64, i64 }, ptr %bits3, i32 0, i32 0
  %12 = extractvalue { i64, i64 } %call, 0
  store i64 %12, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %bits3, i32 0, i32 1
  %14 = extractvalue { i64, i64 } %call, 1
  store i64 %14, ptr %13, align 8
  %r5 = getelementptr inbounds %struct.part, ptr %agg.result, i32 0, i32 1
  %15 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %15, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r5, ptr align 8 %r32, i64 16, i1 false)
  %w6 = getelementptr inbounds %struct.part, ptr %agg.result, i32 0, i32 2
  %16 = load i32, ptr %width.addr, align 4
  store i32 %16, ptr %w6, align 8
  br label %return

return:                                           ; preds = %if.end, %if.then
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @part_turn(ptr dead_on_unwind noalias writable sret(%struct.part) align 8 %agg.result, ptr noundef byval(%struct.part) align 8 %part) #0 {
entry:
  %sign = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %sign) #9
  %w = getelementptr inbounds %struct.part, ptr %part, i32 0, i32 2
  %0 = load i32, ptr %w, align 8
  %sub = sub i32 %0, 1
  %sh_prom = zext i32 %sub to i64
  %shl = shl i64 1, %sh_prom
  store i64 %shl, ptr %sign, align 8
  %1 = load i64, ptr %sign, align 8
  %bits = getelementptr inbounds %struct.part, ptr %part, i32 0, i32 0
  %mask = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 1
  %2 = load i64, ptr %mask, align 8
  %not = xor i64 %2, -1
  %and = and i64 %1, %not
  %bits1 = getelementptr inbounds %struct.part, ptr %part, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 0
  %3 = load i64, ptr %value, align 8
  %xor = xor i64 %3, %and
  store i64 %xor, ptr %value, align 8
  %r = getelementptr inbounds %struct.part, ptr %part, i32 0, i32 1
  %w2 = getelementptr inbounds %struct.part, ptr %part, i32 0, i32 2
  %4 = load i32, ptr %w2, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call zeroext i1 @range_is_full(i64 %6, i64 %8, i32 noundef %4)
  br i1 %call, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  %9 = load i64, ptr %sign, align 8
  %r3 = getelementptr inbounds %struct.part, ptr %part, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %r3, i32 0, i32 0
  %10 = load i64, ptr %base, align 8
  %xor4 = xor i64 %10, %9
  store i64 %xor4, ptr %base, align 8
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.result, ptr align 8 %part, i64 40, i1 false)
  call void @llvm.lifetime.end.p0(i64 8, ptr %sign) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal i32 @decide_parts(i32 noundef %relation, ptr noundef %a, ptr noundef %b) #0 {
entry:
  %retval = alloca i32, align 4
  %relation.addr = alloca i32, align 4
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  %decision = alloca i32, align 4
  %cleanup.dest.slot = alloca i32, align 4
  store i32 %relation, ptr %relation.addr, align 4
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %decision) #9
  %0 = load i32, ptr %relation.addr, align 4
  switch i32 %0, label %sw.default [
    i32 1, label %sw.bb
    i32 3, label %sw.bb1
    i32 5, label %sw.bb3
  ]

sw.bb:                                            ; preds = %entry
  %1 = load ptr, ptr %a.addr, align 8
  %2 = load ptr, ptr %b.addr, align 8
  %call = call i32 @decide_equal(ptr noundef %1, ptr noundef %2)
  store i32 %call, ptr %retval, align 4
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb1:                                           ; preds = %entry
  %3 = load ptr, ptr %a.addr, align 8
  %4 = load ptr, ptr %b.addr, align 8
  %call2 = call i32 @decide_less(ptr noundef %3, ptr noundef %4)
  store i32 %call2, ptr %retval, align 4
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb3:                                           ; preds = %entry
  %5 = load ptr, ptr %a.addr, align 8
  %6 = load ptr, ptr %b.addr, align 8
  %call4 = call i32 @decide_common(ptr noundef %5, ptr noundef %6)
  store i32 %call4, ptr %retval, align 4
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.default:                                       ; preds = %entry
  %7 = load i32, ptr %relation.addr, align 4
  %idxprom = zext i32 %7 to i64
  %arrayidx = getelementptr inbounds [7 x i8], ptr @negation, i64 0, i64 %idxprom
  %8 = load i8, ptr %arrayidx, align 1
  %conv = zext i8 %8 to i32
  %9 = load ptr, ptr %a.addr, align 8
  %10 = load ptr, ptr %b.addr, align 8
  %call5 = call i32 @decide_parts(i32 noundef %conv, ptr noundef %9, ptr noundef %10)
  store i32 %call5, ptr %decision, align 4
  %11 = load i32, ptr %decision, align 4
  %cmp = icmp slt i32 %11, 0
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %sw.default
  %12 = load i32, ptr %decision, align 4
  br label %cond.end

cond.false:                                       ; preds = %sw.default
  %13 = load i32, ptr %decision, align 4
  %tobool = icmp ne i32 %13, 0
  %lnot = xor i1 %tobool, true
  %lnot.ext = zext i1 %lnot to i32
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i32 [ %12, %cond.true ], [ %lnot.ext, %cond.false ]
  store i32 %cond, ptr %retval, align 4
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %cond.end, %sw.bb3, %sw.bb1, %sw.bb
  call void @llvm.lifetime.end.p0(i64 4, ptr %decision) #9
  %14 = load i32, ptr %retval, align 4
  ret i32 %14
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_refine_w(i32 noundef %op, i32 noundef %width, i1 noundef zeroext %taken, ptr noundef %d, ptr noundef %s, i32 noundef %w) #0 {
entry:
  %retval = alloca i1, align 1
  %op.addr = alloca i32, align 4
  %width.addr = alloca i32, align 4
  %taken.addr = alloca i8, align 1
  %d.addr = alloca ptr, align 8
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %c = alloca %struct.comparison, align 1
  %relation = alloca i32, align 4
  %a = alloca %struct.part, align 8
  %b = alloca %struct.part, align 8
  %tmp = alloca %struct.part, align 8
  %tmp5 = alloca %struct.part, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %tmp19 = alloca %struct.part, align 8
  %tmp20 = alloca %struct.part, align 8
  store i32 %op, ptr %op.addr, align 4
  store i32 %width, ptr %width.addr, align 4
  %storedv = zext i1 %taken to i8
  store i8 %storedv, ptr %taken.addr, align 1
  store ptr %d, ptr %d.addr, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 3, ptr %c) #9
  %0 = load i32, ptr %op.addr, align 4
  %call = call i24 @comparison_of(i32 noundef %0)
  store i24 %call, ptr %c, align 1
  call void @llvm.lifetime.start.p0(i64 4, ptr %relation) #9
  %1 = load i8, ptr %taken.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %1 to i1
  br i1 %loadedv, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %relation1 = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 0
  %2 = load i8, ptr %relation1, align 1
  %conv = zext i8 %2 to i32
  br label %cond.end

cond.false:                                       ; preds = %entry
  %relation2 = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 0
  %3 = load i8, ptr %relation2, align 1
  %idxprom = zext i8 %3 to i64
  %arrayidx = getelementptr inbounds [7 x i8], ptr @negation, i64 0, i64 %idxprom
  %4 = load i8, ptr %arrayidx, align 1
  %conv3 = zext i8 %4 to i32
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i32 [ %conv, %cond.true ], [ %conv3, %cond.false ]
  store i32 %cond, ptr %relation, align 4
  call void @llvm.lifetime.start.p0(i64 40, ptr %a) #9
  %5 = load ptr, ptr %d.addr, align 8
  %6 = load i32, ptr %width.addr, align 4
  %7 = load i32, ptr %w.addr, align 4
  call void @part_of(ptr dead_on_unwind writable sret(%struct.part) align 8 %a, ptr noundef %5, i32 noundef %6, i32 noundef %7)
  call void @llvm.lifetime.start.p0(i64 40, ptr %b) #9
  %8 = load ptr, ptr %s.addr, align 8
  %9 = load i32, ptr %width.addr, align 4
  %10 = load i32, ptr %w.addr, align 4
  call void @part_of(ptr dead_on_unwind writable sret(%struct.part) align 8 %b, ptr noundef %8, i32 noundef %9, i32 noundef %10)
  %is_signed = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 2
  %11 = load i8, ptr %is_signed, align 1, !range !5, !noundef !6
  %loadedv4 = trunc i8 %11 to i1
  br i1 %loadedv4, label %if.then, label %if.end

if.then:                                          ; preds = %cond.end
  call void @llvm.lifetime.start.p0(i64 40, ptr %tmp) #9
  call void @part_turn(ptr dead_on_unwind writable sret(%struct.part) align 8 %tmp, ptr noundef byval(%struct.part) align 8 %a)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %a, ptr align 8 %tmp, i64 40, i1 false)
  call void @llvm.lifetime.end.p0(i64 40, ptr %tmp) #9
  call void @llvm.lifetime.start.p0(i64 40, ptr %tmp5) #9
  call void @part_turn(ptr dead_on_unwind writable sret(%struct.part) align 8 %tmp5, ptr noundef byval(%struct.part) align 8 %b)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %b, ptr align 8 %tmp5, i64 40, i1 false)
  call void @llvm.lifetime.end.p0(i64 40, ptr %tmp5) #9
  br label %if.end

if.end:                                           ; preds = %if.then, %cond.end
  %swapped = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 1
  %12 = load i8, ptr %swapped, align 1, !range !5, !noundef !6
  %loadedv6 = trunc i8 %12 to i1
  br i1 %loadedv6, label %cond.true8, label %cond.false11

cond.true8:                                       ; preds = %if.end
  %13 = load i32, ptr %relation, align 4
  %call9 = call zeroext i1 @assume(i32 noundef %13, ptr noundef %b, ptr noundef %a)
  br i1 %call9, label %if.end15, label %if.then14

cond.false11:                                     ; preds = %if.end
  %14 = load i32, ptr %relation, align 4
  %call12 = call zeroext i1 @assume(i32 noundef %14, ptr noundef %a, ptr noundef %b)
  br i1 %call12, label %if.end15, label %if.then14

if.then14:                                        ; preds = %cond.false11, %cond.true8
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end15:                                         ; preds = %cond.false11, %cond.true8
  %is_signed16 = getelementptr inbounds %struct.comparison, ptr %c, i32 0, i32 2
  %15 = load i8, ptr %is_signed16, align 1, !range !5, !noundef !6
  %loadedv17 = trunc i8 %15 to i1
  br i1 %loadedv17, label %if.then18, label %if.end21

if.then18:                                        ; preds = %if.end15
  call void @llvm.lifetime.start.p0(i64 40, ptr %tmp19) #9
  call void @part_turn(ptr dead_on_unwind writable sret(%struct.part) align 8 %tmp19, ptr noundef byval(%struct.part) align 8 %a)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %a, ptr align 8 %tmp19, i64 40, i1 false)
  call void @llvm.lifetime.end.p0(i64 40, ptr %tmp19) #9
  call void @llvm.lifetime.start.p0(i64 40, ptr %tmp20) #9
  call void @part_turn(ptr dead_on_unwind writable sret(%struct.part) align 8 %tmp20, ptr noundef byval(%struct.part) align 8 %b)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %b, ptr align 8 %tmp20, i64 40, i1 false)
  call void @llvm.lifetime.end.p0(i64 40, ptr %tmp20) #9
  br label %if.end21

if.end21:                                         ; preds = %if.then18, %if.end15
  %16 = load ptr, ptr %d.addr, align 8
  %17 = load i32, ptr %w.addr, align 4
  call void @part_into(ptr noundef %16, ptr noundef %a, i32 noundef %17)
  %18 = load ptr, ptr %s.addr, align 8
  %19 = load i32, ptr %w.addr, align 4
  call void @part_into(ptr noundef %18, ptr noundef %b, i32 noundef %19)
  %20 = load i32, ptr %relation, align 4
  %cmp = icmp eq i32 %20, 1
  br i1 %cmp, label %land.lhs.true, label %if.end33

land.lhs.true:                                    ; preds = %if.end21
  %21 = load i32, ptr %width.addr, align 4
  %22 = load i32, ptr %w.addr, align 4
  %cmp23 = icmp eq i32 %21, %22
  br i1 %cmp23, label %if.then25, label %if.end33

if.then25:                                        ; preds = %land.lhs.true
  %23 = load ptr, ptr %d.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %23, i32 0, i32 2
  %24 = load ptr, ptr %s.addr, align 8
  %r3226 = getelementptr inbounds %struct.scalar, ptr %24, i32 0, i32 2
  %25 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %25, 2
  %26 = load ptr, ptr %d.addr, align 8
  %r3227 = getelementptr inbounds %struct.scalar, ptr %26, i32 0, i32 2
  %27 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %r3226, i32 0, i32 0
  %32 = load i64, ptr %31, align 8
  %33 = getelementptr inbounds { i64, i64 }, ptr %r3226, i32 0, i32 1
  %34 = load i64, ptr %33, align 8
  %call28 = call zeroext i1 @range_meet(i64 %28, i64 %30, i64 %32, i64 %34, i32 noundef %div, ptr noundef %r3227)
  br i1 %call28, label %if.end30, label %if.then29

if.then29:                                        ; preds = %if.then25
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end30:                                         ; preds = %if.then25
  %35 = load ptr, ptr %s.addr, align 8
  %r3231 = getelementptr inbounds %struct.scalar, ptr %35, i32 0, i32 2
  %36 = load ptr, ptr %d.addr, align 8
  %r3232 = getelementptr inbounds %struct.scalar, ptr %36, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r3231, ptr align 8 %r3232, i64 16, i1 false)
  br label %if.end33

if.end33:                                         ; preds = %if.end30, %land.lhs.true, %if.end21
  %37 = load ptr, ptr %d.addr, align 8
  %38 = load i32, ptr %w.addr, align 4
  %call34 = call zeroext i1 @scalar_reduce_w(ptr noundef %37, i32 noundef %38)
  br i1 %call34, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %if.end33
  %39 = load ptr, ptr %s.addr, align 8
  %40 = load i32, ptr %w.addr, align 4
  %call36 = call zeroext i1 @scalar_reduce_w(ptr noundef %39, i32 noundef %40)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %if.end33
  %41 = phi i1 [ false, %if.end33 ], [ %call36, %land.rhs ]
  store i1 %41, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %land.end, %if.then29, %if.then14
  call void @llvm.lifetime.end.p0(i64 40, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 40, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %relation) #9
  call void @llvm.lifetime.end.p0(i64 3, ptr %c) #9
  %42 = load i1, ptr %retval, align 1
  ret i1 %42
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @assume(i32 noundef %relation, ptr noundef %a, ptr noundef %b) #0 {
entry:
  %retval = alloca i1, align 1
  %relation.addr = alloca i32, align 4
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  store i32 %relation, ptr %relation.addr, align 4
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  %0 = load i32, ptr %relation.addr, align 4
  switch i32 %0, label %sw.default [
    i32 1, label %sw.bb
    i32 2, label %sw.bb1
    i32 3, label %sw.bb3
    i32 4, label %sw.bb5
    i32 5, label %sw.bb7
  ]

sw.bb:                                            ; preds = %entry
  %1 = load ptr, ptr %a.addr, align 8
  %2 = load ptr, ptr %b.addr, align 8
  %call = call zeroext i1 @assume_equal(ptr noundef %1, ptr noundef %2)
  store i1 %call, ptr %retval, align 1
  br label %return

sw.bb1:                                           ; preds = %entry
  %3 = load ptr, ptr %a.addr, align 8
  %4 = load ptr, ptr %b.addr, align 8
  %call2 = call zeroext i1 @assume_different(ptr noundef %3, ptr noundef %4)
  store i1 %call2, ptr %retval, align 1
  br label %return

sw.bb3:                                           ; preds = %entry
  %5 = load ptr, ptr %a.addr, align 8
  %6 = load ptr, ptr %b.addr, align 8
  %call4 = call zeroext i1 @assume_order(ptr noundef %5, ptr noundef %6, i32 noundef 1)
  store i1 %call4, ptr %retval, align 1
  br label %return

sw.bb5:                                           ; preds = %entry
  %7 = load ptr, ptr %b.addr, align 8
  %8 = load ptr, ptr %a.addr, align 8
  %call6 = call zeroext i1 @assume_order(ptr noundef %7, ptr noundef %8, i32 noundef 0)
  store i1 %call6, ptr %retval, align 1
  br label %return

sw.bb7:                                           ; preds = %entry
  %9 = load ptr, ptr %a.addr, align 8
  %10 = load ptr, ptr %b.addr, align 8
  %call8 = call zeroext i1 @assume_common(ptr noundef %9, ptr noundef %10)
  store i1 %call8, ptr %retval, align 1
  br label %return

sw.default:                                       ; preds = %entry
  %11 = load ptr, ptr %a.addr, align 8
  %12 = load ptr, ptr %b.addr, align 8
  %call9 = call zeroext i1 @assume_nothing_common(ptr noundef %11, ptr noundef %12)
  store i1 %call9, ptr %retval, align 1
  br label %return

return:                                           ; preds = %sw.default, %sw.bb7, %sw.bb5, %sw.bb3, %sw.bb1, %sw.bb
  %13 = load i1, ptr %retval, align 1
  ret i1 %13
}

; Function Attrs: nounwind uwtable
define internal void @part_into(ptr noundef %s, ptr noundef %part, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %part.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %high = alloca i64, align 8
  store ptr %s, ptr %s.addr, align 8
  store ptr %part, ptr %part.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %high) #9
  %0 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %0)
  %1 = load ptr, ptr %part.addr, align 8
  %w1 = getelementptr inbounds %struct.part, ptr %1, i32 0, i32 2
  %2 = load i32, ptr %w1, align 8
  %call2 = call i64 @width_mask(i32 noundef %2)
  %not = xor i64 %call2, -1
  %and = and i64 %call, %not
  store i64 %and, ptr %high, align 8
  %3 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %3, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %4 = load i64, ptr %value, align 8
  %5 = load i64, ptr %high, align 8
  %and3 = and i64 %4, %5
  %6 = load ptr, ptr %part.addr, align 8
  %bits4 = getelementptr inbounds %struct.part, ptr %6, i32 0, i32 0
  %value5 = getelementptr inbounds %struct.tnum, ptr %bits4, i32 0, i32 0
  %7 = load i64, ptr %value5, align 8
  %or = or i64 %and3, %7
  %8 = load ptr, ptr %s.addr, align 8
  %bits6 = getelementptr inbounds %struct.scalar, ptr %8, i32 0, i32 0
  %value7 = getelementptr inbounds %struct.tnum, ptr %bits6, i32 0, i32 0
  store i64 %or, ptr %value7, align 8
  %9 = load ptr, ptr %s.addr, align 8
  %bits8 = getelementptr inbounds %struct.scalar, ptr %9, i32 0, i32 0
  %mask = getelementptr inbounds %struct.tnum, ptr %bits8, i32 0, i32 1
  %10 = load i64, ptr %mask, align 8
  %11 = load i64, ptr %high, align 8
  %and9 = and i64 %10, %11
  %12 = load ptr, ptr %part.addr, align 8
  %bits10 = getelementptr inbounds %struct.part, ptr %12, i32 0, i32 0
  %mask11 = getelementptr inbounds %struct.tnum, ptr %bits10, i32 0, i32 1
  %13 = load i64, ptr %mask11, align 8
  %or12 = or i64 %and9, %13
  %14 = load ptr, ptr %s.addr, align 8
  %bits13 = getelementptr inbounds %struct.scalar, ptr %14, i32 0, i32 0
  %mask14 = getelementptr inbounds %struct.tnum, ptr %bits13, i32 0, i32 1
  store i64 %or12, ptr %mask14, align 8
  %15 = load ptr, ptr %part.addr, align 8
  %w15 = getelementptr inbounds %struct.part, ptr %15, i32 0, i32 2
  %16 = load i32, ptr %w15, align 8
  %17 = load i32, ptr %w.addr, align 4
  %cmp = icmp eq i32 %16, %17
  br i1 %cmp, label %if.then, label %if.else

if.then:                                          ; preds = %entry
  %18 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %18, i32 0, i32 1
  %19 = load ptr, ptr %part.addr, align 8
  %r = getelementptr inbounds %struct.part, ptr %19, i32 0, i32 1
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r64, ptr align 8 %r, i64 16, i1 false)
  br label %if.end

if.else:                                          ; preds = %entry
  %20 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %20, i32 0, i32 2
  %21 = load ptr, ptr %part.addr, align 8
  %r16 = getelementptr inbounds %struct.part, ptr %21, i32 0, i32 1
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r32, ptr align 8 %r16, i64 16, i1 false)
  br label %if.end

if.end:                                           ; preds = %if.else, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %high) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local i32 @scalar_decide(i32 noundef %op, i32 noundef %width, ptr noundef %d, ptr noundef %s) #0 {
entry:
  %op.addr = alloca i32, align 4
  %width.addr = alloca i32, align 4
  %d.addr = alloca ptr, align 8
  %s.addr = alloca ptr, align 8
  store i32 %op, ptr %op.addr, align 4
  store i32 %width, ptr %width.addr, align 4
  store ptr %d, ptr %d.addr, align 8
  store ptr %s, ptr %s.addr, align 8
  %0 = load i32, ptr %op.addr, align 4
  %1 = load i32, ptr %width.addr, align 4
  %2 = load ptr, ptr %d.addr, align 8
  %3 = load ptr, ptr %s.addr, align 8
  %call = call i32 @scalar_decide_w(i32 noundef %0, i32 noundef %1, ptr noundef %2, ptr noundef %3, i32 noundef 64)
  ret i32 %call
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @scalar_refine(i32 noundef %op, i32 noundef %width, i1 noundef zeroext %taken, ptr noundef %d, ptr noundef %s) #0 {
entry:
  %retval = alloca i1, align 1
  %op.addr = alloca i32, align 4
  %width.addr = alloca i32, align 4
  %taken.addr = alloca i8, align 1
  %d.addr = alloca ptr, align 8
  %s.addr = alloca ptr, align 8
  store i32 %op, ptr %op.addr, align 4
  store i32 %width, ptr %width.addr, align 4
  %storedv = zext i1 %taken to i8
  store i8 %storedv, ptr %taken.addr, align 1
  store ptr %d, ptr %d.addr, align 8
  store ptr %s, ptr %s.addr, align 8
  %0 = load ptr, ptr %d.addr, align 8
  %call = call zeroext i1 @scalar_is_const(ptr noundef %0)
  br i1 %call, label %land.lhs.true, label %if.end

land.lhs.true:                                    ; preds = %entry
  %1 = load ptr, ptr %s.addr, align 8
  %call1 = call zeroext i1 @scalar_is_const(ptr noundef %1)
  br i1 %call1, label %if.then, label %if.end

if.then:                                          ; preds = %land.lhs.true
  %2 = load i32, ptr %op.addr, align 4
  %3 = load i32, ptr %width.addr, align 4
  %4 = load ptr, ptr %d.addr, align 8
  %5 = load ptr, ptr %s.addr, align 8
  %call2 = call i32 @scalar_decide_w(i32 noundef %2, i32 noundef %3, ptr noundef %4, ptr noundef %5, i32 noundef 64)
  %6 = load i8, ptr %taken.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %6 to i1
  %conv = zext i1 %loadedv to i32
  %cmp = icmp eq i32 %call2, %conv
  store i1 %cmp, ptr %retval, align 1
  br label %return

if.end:                                           ; preds = %land.lhs.true, %entry
  %7 = load i32, ptr %op.addr, align 4
  %8 = load i32, ptr %width.addr, align 4
  %9 = load i8, ptr %taken.addr, align 1, !range !5, !noundef !6
  %loadedv4 = trunc i8 %9 to i1
  %10 = load ptr, ptr %d.addr, align 8
  %11 = load ptr, ptr %s.addr, align 8
  %call5 = call zeroext i1 @scalar_refine_w(i32 noundef %7, i32 noundef %8, i1 noundef zeroext %loadedv4, ptr noundef %10, ptr noundef %11, i32 noundef 64)
  store i1 %call5, ptr %retval, align 1
  br label %return

return:                                           ; preds = %if.end, %if.then
  %12 = load i1, ptr %retval, align 1
  ret i1 %12
}

; Function Attrs: inlinehint nounwind uwtable
define internal zeroext i1 @scalar_is_const(ptr noundef %s) #1 {
entry:
  %s.addr = alloca ptr, align 8
  store ptr %s, ptr %s.addr, align 8
  %0 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  %mask = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 1
  %1 = load i64, ptr %mask, align 8
  %tobool = icmp ne i64 %1, 0
  %lnot = xor i1 %tobool, true
  ret i1 %lnot
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_truncate_w(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %s, i32 noundef %bits, i1 noundef zeroext %sign, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %bits.addr = alloca i32, align 4
  %sign.addr = alloca i8, align 1
  %w.addr = alloca i32, align 4
  %h = alloca i32, align 4
  %out = alloca %struct.scalar, align 8
  %low = alloca %struct.range, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %tmp = alloca %struct.range, align 8
  %cleanup.cond = alloca i1, align 1
  %tmp7 = alloca %struct.range, align 8
  %cleanup.cond8 = alloca i1, align 1
  %tmp13 = alloca %struct.tnum, align 8
  %tmp20 = alloca %struct.range, align 8
  %cleanup.cond21 = alloca i1, align 1
  %tmp24 = alloca %struct.range, align 8
  %cleanup.cond25 = alloca i1, align 1
  %tmp33 = alloca %struct.range, align 8
  %cleanup.cond34 = alloca i1, align 1
  %tmp37 = alloca %struct.range, align 8
  %cleanup.cond38 = alloca i1, align 1
  store ptr %s, ptr %s.addr, align 8
  store i32 %bits, ptr %bits.addr, align 4
  %storedv = zext i1 %sign to i8
  store i8 %storedv, ptr %sign.addr, align 1
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %h) #9
  %0 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %0, 2
  store i32 %div, ptr %h, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %out) #9
  %bits1 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 0
  %1 = load ptr, ptr %s.addr, align 8
  %bits2 = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 0
  %2 = load i32, ptr %bits.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %bits2, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %bits2, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call { i64, i64 } @tnum_low(i64 %4, i64 %6, i32 noundef %2)
  %7 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 0
  %8 = extractvalue { i64, i64 } %call, 0
  store i64 %8, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 1
  %10 = extractvalue { i64, i64 } %call, 1
  store i64 %10, ptr %9, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 1
  call void @llvm.memset.p0.i64(ptr align 8 %r64, i8 0, i64 16, i1 false)
  %r32 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 2
  %11 = load ptr, ptr %s.addr, align 8
  %r323 = getelementptr inbounds %struct.scalar, ptr %11, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r32, ptr align 8 %r323, i64 16, i1 false)
  call void @llvm.lifetime.start.p0(i64 16, ptr %low) #9
  %12 = load i32, ptr %bits.addr, align 4
  %13 = load i32, ptr %w.addr, align 4
  %cmp = icmp eq i32 %12, %13
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %14 = load ptr, ptr %s.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.result, ptr align 8 %14, i64 48, i1 false)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %15 = load i32, ptr %bits.addr, align 4
  %16 = load i32, ptr %h, align 4
  %cmp4 = icmp ule i32 %15, %16
  store i1 false, ptr %cleanup.cond, align 1
  store i1 false, ptr %cleanup.cond8, align 1
  br i1 %cmp4, label %cond.true, label %cond.false

cond.true:                                        ; preds = %if.end
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  store i1 true, ptr %cleanup.cond, align 1
  %17 = load ptr, ptr %s.addr, align 8
  %r325 = getelementptr inbounds %struct.scalar, ptr %17, i32 0, i32 2
  %18 = load i32, ptr %bits.addr, align 4
  %19 = getelementptr inbounds { i64, i64 }, ptr %r325, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %r325, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call6 = call { i64, i64 } @range_low(i64 %20, i64 %22, i32 noundef %18)
  %23 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %24 = extractvalue { i64, i64 } %call6, 0
  store i64 %24, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %26 = extractvalue { i64, i64 } %call6, 1
  store i64 %26, ptr %25, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %low, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  br label %cond.end

cond.false:                                       ; preds = %if.end
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp7) #9
  store i1 true, ptr %cleanup.cond8, align 1
  %27 = load ptr, ptr %s.addr, align 8
  %r649 = getelementptr inbounds %struct.scalar, ptr %27, i32 0, i32 1
  %28 = load i32, ptr %bits.addr, align 4
  %29 = getelementptr inbounds { i64, i64 }, ptr %r649, i32 0, i32 0
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %r649, i32 0, i32 1
  %32 = load i64, ptr %31, align 8
  %call10 = call { i64, i64 } @range_low(i64 %30, i64 %32, i32 noundef %28)
  %33 = getelementptr inbounds { i64, i64 }, ptr %tmp7, i32 0, i32 0
  %34 = extractvalue { i64, i64 } %call10, 0
  store i64 %34, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %tmp7, i32 0, i32 1
  %36 = extractvalue { i64, i64 } %call10, 1
  store i64 %36, ptr %35, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %low, ptr align 8 %tmp7, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp7) #9
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %37 = load i8, ptr %sign.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %37 to i1
  br i1 %loadedv, label %if.then11, label %if.end16

if.then11:                                        ; preds = %cond.end
  %bits12 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 0
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp13) #9
  %bits14 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 0
  %38 = load i32, ptr %bits.addr, align 4
  %39 = load i32, ptr %w.addr, align 4
  %40 = getelementptr inbounds { i64, i64 }, ptr %bits14, i32 0, i32 0
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %bits14, i32 0, i32 1
  %43 = load i64, ptr %42, align 8
  %call15 = call { i64, i64 } @tnum_sext(i64 %41, i64 %43, i32 noundef %38, i32 noundef %39)
  %44 = getelementptr inbounds { i64, i64 }, ptr %tmp13, i32 0, i32 0
  %45 = extractvalue { i64, i64 } %call15, 0
  store i64 %45, ptr %44, align 8
  %46 = getelementptr inbounds { i64, i64 }, ptr %tmp13, i32 0, i32 1
  %47 = extractvalue { i64, i64 } %call15, 1
  store i64 %47, ptr %46, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %bits12, ptr align 8 %tmp13, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp13) #9
  br label %if.end16

if.end16:                                         ; preds = %if.then11, %cond.end
  %r6417 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 1
  %48 = load i8, ptr %sign.addr, align 1, !range !5, !noundef !6
  %loadedv18 = trunc i8 %48 to i1
  store i1 false, ptr %cleanup.cond21, align 1
  store i1 false, ptr %cleanup.cond25, align 1
  br i1 %loadedv18, label %cond.true19, label %cond.false23

cond.true19:                                      ; preds = %if.end16
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp20) #9
  store i1 true, ptr %cleanup.cond21, align 1
  %49 = load i32, ptr %bits.addr, align 4
  %50 = load i32, ptr %w.addr, align 4
  %51 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 0
  %52 = load i64, ptr %51, align 8
  %53 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 1
  %54 = load i64, ptr %53, align 8
  %call22 = call { i64, i64 } @range_sext(i64 %52, i64 %54, i32 noundef %49, i32 noundef %50)
  %55 = getelementptr inbounds { i64, i64 }, ptr %tmp20, i32 0, i32 0
  %56 = extractvalue { i64, i64 } %call22, 0
  store i64 %56, ptr %55, align 8
  %57 = getelementptr inbounds { i64, i64 }, ptr %tmp20, i32 0, i32 1
  %58 = extractvalue { i64, i64 } %call22, 1
  store i64 %58, ptr %57, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r6417, ptr align 8 %tmp20, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp20) #9
  br label %cond.end27

cond.false23:                                     ; preds = %if.end16
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp24) #9
  store i1 true, ptr %cleanup.cond25, align 1
  %59 = load i32, ptr %bits.addr, align 4
  %60 = load i32, ptr %w.addr, align 4
  %61 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 0
  %62 = load i64, ptr %61, align 8
  %63 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 1
  %64 = load i64, ptr %63, align 8
  %call26 = call { i64, i64 } @range_zext(i64 %62, i64 %64, i32 noundef %59, i32 noundef %60)
  %65 = getelementptr inbounds { i64, i64 }, ptr %tmp24, i32 0, i32 0
  %66 = extractvalue { i64, i64 } %call26, 0
  store i64 %66, ptr %65, align 8
  %67 = getelementptr inbounds { i64, i64 }, ptr %tmp24, i32 0, i32 1
  %68 = extractvalue { i64, i64 } %call26, 1
  store i64 %68, ptr %67, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r6417, ptr align 8 %tmp24, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp24) #9
  br label %cond.end27

cond.end27:                                       ; preds = %cond.false23, %cond.true19
  %69 = load i32, ptr %bits.addr, align 4
  %70 = load i32, ptr %h, align 4
  %cmp28 = icmp ult i32 %69, %70
  br i1 %cmp28, label %if.then29, label %if.end41

if.then29:                                        ; preds = %cond.end27
  %r3230 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 2
  %71 = load i8, ptr %sign.addr, align 1, !range !5, !noundef !6
  %loadedv31 = trunc i8 %71 to i1
  store i1 false, ptr %cleanup.cond34, align 1
  store i1 false, ptr %cleanup.cond38, align 1
  br i1 %loadedv31, label %cond.true32, label %cond.false36

cond.true32:                                      ; preds = %if.then29
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp33) #9
  store i1 true, ptr %cleanup.cond34, align 1
  %72 = load i32, ptr %bits.addr, align 4
  %73 = load i32, ptr %h, align 4
  %74 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 0
  %75 = load i64, ptr %74, align 8
  %76 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 1
  %77 = load i64, ptr %76, align 8
  %call35 = call { i64, i64 } @range_sext(i64 %75, i64 %77, i32 noundef %72, i32 noundef %73)
  %78 = getelementptr inbounds { i64, i64 }, ptr %tmp33, i32 0, i32 0
  %79 = extractvalue { i64, i64 } %call35, 0
  store i64 %79, ptr %78, align 8
  %80 = getelementptr inbounds { i64, i64 }, ptr %tmp33, i32 0, i32 1
  %81 = extractvalue { i64, i64 } %call35, 1
  store i64 %81, ptr %80, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r3230, ptr align 8 %tmp33, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp33) #9
  br label %cond.end40

cond.false36:                                     ; preds = %if.then29
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp37) #9
  store i1 true, ptr %cleanup.cond38, align 1
  %82 = load i32, ptr %bits.addr, align 4
  %83 = load i32, ptr %h, align 4
  %84 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 0
  %85 = load i64, ptr %84, align 8
  %86 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 1
  %87 = load i64, ptr %86, align 8
  %call39 = call { i64, i64 } @range_zext(i64 %85, i64 %87, i32 noundef %82, i32 noundef %83)
  %88 = getelementptr inbounds { i64, i64 }, ptr %tmp37, i32 0, i32 0
  %89 = extractvalue { i64, i64 } %call39, 0
  store i64 %89, ptr %88, align 8
  %90 = getelementptr inbounds { i64, i64 }, ptr %tmp37, i32 0, i32 1
  %91 = extractvalue { i64, i64 } %call39, 1
  store i64 %91, ptr %90, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r3230, ptr align 8 %tmp37, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp37) #9
  br label %cond.end40

cond.end40:                                       ; preds = %cond.false36, %cond.true32
  br label %if.end41

if.end41:                                         ; preds = %cond.end40, %cond.end27
  %92 = load i32, ptr %w.addr, align 4
  call void @reduced(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef byval(%struct.scalar) align 8 %out, i32 noundef %92)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end41, %if.then
  call void @llvm.lifetime.end.p0(i64 16, ptr %low) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %out) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %h) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @reduced(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef byval(%struct.scalar) align 8 %s, i32 noundef %w) #0 {
entry:
  %w.addr = alloca i32, align 4
  %some = alloca i8, align 1
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %0 = load i32, ptr %w.addr, align 4
  %call = call zeroext i1 @scalar_reduce_w(ptr noundef %s, i32 noundef %0)
  %storedv = zext i1 %call to i8
  store i8 %storedv, ptr %some, align 1
  %1 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %1 to i1
  br i1 %loadedv, label %if.then, label %if.else

if.then:                                          ; preds = %entry
  br label %if.end

if.else:                                          ; preds = %entry
  call void @__assert_fail(ptr noundef @.str, ptr noundef @.str.29, i32 noundef 43, ptr noundef @__PRETTY_FUNCTION__.reduced) #10
  unreachable

if.end:                                           ; preds = %if.then
  %2 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv1 = trunc i8 %2 to i1
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.result, ptr align 8 %s, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_alu_w(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, i32 noundef %op, i32 noundef %width, ptr noundef %d, ptr noundef %s, i32 noundef %w) #0 {
entry:
  %op.addr = alloca i32, align 4
  %width.addr = alloca i32, align 4
  %d.addr = alloca ptr, align 8
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %zero = alloca %struct.scalar, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %tmp = alloca %struct.scalar, align 8
  store i32 %op, ptr %op.addr, align 4
  store i32 %width, ptr %width.addr, align 4
  store ptr %d, ptr %d.addr, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %zero) #9
  %0 = load i32, ptr %op.addr, align 4
  %cmp = icmp eq i32 %0, 13
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %1 = load ptr, ptr %s.addr, align 8
  %2 = load i32, ptr %width.addr, align 4
  %3 = load i32, ptr %w.addr, align 4
  call void @scalar_truncate_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %1, i32 noundef %2, i1 noundef zeroext false, i32 noundef %3)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %4 = load i32, ptr %op.addr, align 4
  %cmp1 = icmp eq i32 %4, 15
  br i1 %cmp1, label %if.then2, label %if.end3

if.then2:                                         ; preds = %if.end
  call void @llvm.lifetime.start.p0(i64 48, ptr %tmp) #9
  %5 = load i32, ptr %w.addr, align 4
  call void @scalar_const_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %tmp, i64 noundef 0, i32 noundef %5)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %zero, ptr align 8 %tmp, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %tmp) #9
  %6 = load i32, ptr %width.addr, align 4
  %7 = load ptr, ptr %d.addr, align 8
  %8 = load i32, ptr %w.addr, align 4
  call void @scalar_alu_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, i32 noundef 2, i32 noundef %6, ptr noundef %zero, ptr noundef %7, i32 noundef %8)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end3:                                          ; preds = %if.end
  %9 = load i32, ptr %op.addr, align 4
  %conv = zext i32 %9 to i64
  %cmp4 = icmp ult i64 %conv, 15
  br i1 %cmp4, label %land.lhs.true, label %if.else

land.lhs.true:                                    ; preds = %if.end3
  %10 = load i32, ptr %op.addr, align 4
  %idxprom = zext i32 %10 to i64
  %arrayidx = getelementptr inbounds [15 x %struct.op_row], ptr @op_rows, i64 0, i64 %idxprom
  %bits = getelementptr inbounds %struct.op_row, ptr %arrayidx, i32 0, i32 0
  %11 = load ptr, ptr %bits, align 8
  %tobool = icmp ne ptr %11, null
  br i1 %tobool, label %if.then6, label %if.else

if.then6:                                         ; preds = %land.lhs.true
  br label %if.end7

if.else:                                          ; preds = %land.lhs.true, %if.end3
  call void @__assert_fail(ptr noundef @.str.28, ptr noundef @.str.29, i32 noundef 137, ptr noundef @__PRETTY_FUNCTION__.scalar_alu_w) #10
  unreachable

if.end7:                                          ; preds = %if.then6
  %12 = load i32, ptr %width.addr, align 4
  %13 = load i32, ptr %w.addr, align 4
  %cmp8 = icmp eq i32 %12, %13
  br i1 %cmp8, label %cond.true, label %cond.false

cond.true:                                        ; preds = %if.end7
  %14 = load i32, ptr %op.addr, align 4
  %idxprom10 = zext i32 %14 to i64
  %arrayidx11 = getelementptr inbounds [15 x %struct.op_row], ptr @op_rows, i64 0, i64 %idxprom10
  %15 = load ptr, ptr %d.addr, align 8
  %16 = load ptr, ptr %s.addr, align 8
  %17 = load i32, ptr %w.addr, align 4
  call void @full_op(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %arrayidx11, ptr noundef %15, ptr noundef %16, i32 noundef %17)
  br label %cond.end

cond.false:                                       ; preds = %if.end7
  %18 = load i32, ptr %op.addr, align 4
  %idxprom12 = zext i32 %18 to i64
  %arrayidx13 = getelementptr inbounds [15 x %struct.op_row], ptr @op_rows, i64 0, i64 %idxprom12
  %19 = load ptr, ptr %d.addr, align 8
  %20 = load ptr, ptr %s.addr, align 8
  %21 = load i32, ptr %w.addr, align 4
  call void @half_op(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %arrayidx13, ptr noundef %19, ptr noundef %20, i32 noundef %21)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %cond.end, %if.then2, %if.then
  call void @llvm.lifetime.end.p0(i64 48, ptr %zero) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @full_op(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %row, ptr noundef %d, ptr noundef %s, i32 noundef %w) #0 {
entry:
  %row.addr = alloca ptr, align 8
  %d.addr = alloca ptr, align 8
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %s_bits = alloca %struct.tnum, align 8
  %s_range = alloca %struct.range, align 8
  %out = alloca %struct.scalar, align 8
  %tmp = alloca %struct.tnum, align 8
  %tmp5 = alloca %struct.range, align 8
  %tmp9 = alloca %struct.range, align 8
  %cleanup.cond = alloca i1, align 1
  %tmp14 = alloca %struct.range, align 8
  %cleanup.cond15 = alloca i1, align 1
  store ptr %row, ptr %row.addr, align 8
  store ptr %d, ptr %d.addr, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %s_bits) #9
  %0 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %s_bits, ptr align 8 %bits, i64 16, i1 false)
  call void @llvm.lifetime.start.p0(i64 16, ptr %s_range) #9
  %1 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 1
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %s_range, ptr align 8 %r64, i64 16, i1 false)
  call void @llvm.lifetime.start.p0(i64 48, ptr %out) #9
  %2 = load ptr, ptr %row.addr, align 8
  %shift = getelementptr inbounds %struct.op_row, ptr %2, i32 0, i32 3
  %3 = load i8, ptr %shift, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %3 to i1
  br i1 %loadedv, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %4 = load i32, ptr %w.addr, align 4
  call void @mask_count(ptr noundef %s_bits, ptr noundef %s_range, i32 noundef %4)
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  %bits1 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 0
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %5 = load ptr, ptr %row.addr, align 8
  %bits2 = getelementptr inbounds %struct.op_row, ptr %5, i32 0, i32 0
  %6 = load ptr, ptr %bits2, align 8
  %7 = load ptr, ptr %d.addr, align 8
  %bits3 = getelementptr inbounds %struct.scalar, ptr %7, i32 0, i32 0
  %8 = load i32, ptr %w.addr, align 4
  %9 = getelementptr inbounds { i64, i64 }, ptr %bits3, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %bits3, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %s_bits, i32 0, i32 0
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %s_bits, i32 0, i32 1
  %16 = load i64, ptr %15, align 8
  %call = call { i64, i64 } %6(i64 %10, i64 %12, i64 %14, i64 %16, i32 noundef %8)
  %17 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %18 = extractvalue { i64, i64 } %call, 0
  store i64 %18, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %20 = extractvalue { i64, i64 } %call, 1
  store i64 %20, ptr %19, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %bits1, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  %r644 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 1
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp5) #9
  %21 = load ptr, ptr %row.addr, align 8
  %range = getelementptr inbounds %struct.op_row, ptr %21, i32 0, i32 1
  %22 = load ptr, ptr %range, align 8
  %23 = load ptr, ptr %d.addr, align 8
  %r646 = getelementptr inbounds %struct.scalar, ptr %23, i32 0, i32 1
  %24 = load i32, ptr %w.addr, align 4
  %25 = getelementptr inbounds { i64, i64 }, ptr %r646, i32 0, i32 0
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %r646, i32 0, i32 1
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %s_range, i32 0, i32 0
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %s_range, i32 0, i32 1
  %32 = load i64, ptr %31, align 8
  %call7 = call { i64, i64 } %22(i64 %26, i64 %28, i64 %30, i64 %32, i32 noundef %24)
  %33 = getelementptr inbounds { i64, i64 }, ptr %tmp5, i32 0, i32 0
  %34 = extractvalue { i64, i64 } %call7, 0
  store i64 %34, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %tmp5, i32 0, i32 1
  %36 = extractvalue { i64, i64 } %call7, 1
  store i64 %36, ptr %35, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r644, ptr align 8 %tmp5, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp5) #9
  %r32 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 2
  %37 = load ptr, ptr %row.addr, align 8
  %keeps_low = getelementptr inbounds %struct.op_row, ptr %37, i32 0, i32 2
  %38 = load i8, ptr %keeps_low, align 8, !range !5, !noundef !6
  %loadedv8 = trunc i8 %38 to i1
  store i1 false, ptr %cleanup.cond, align 1
  store i1 false, ptr %cleanup.cond15, align 1
  br i1 %loadedv8, label %cond.true, label %cond.false

cond.true:                                        ; preds = %if.end
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp9) #9
  store i1 true, ptr %cleanup.cond, align 1
  %39 = load ptr, ptr %row.addr, align 8
  %range10 = getelementptr inbounds %struct.op_row, ptr %39, i32 0, i32 1
  %40 = load ptr, ptr %range10, align 8
  %41 = load ptr, ptr %d.addr, align 8
  %r3211 = getelementptr inbounds %struct.scalar, ptr %41, i32 0, i32 2
  %42 = load ptr, ptr %s.addr, align 8
  %r3212 = getelementptr inbounds %struct.scalar, ptr %42, i32 0, i32 2
  %43 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %43, 2
  %44 = getelementptr inbounds { i64, i64 }, ptr %r3211, i32 0, i32 0
  %45 = load i64, ptr %44, align 8
  %46 = getelementptr inbounds { i64, i64 }, ptr %r3211, i32 0, i32 1
  %47 = load i64, ptr %46, align 8
  %48 = getelementptr inbounds { i64, i64 }, ptr %r3212, i32 0, i32 0
  %49 = load i64, ptr %48, align 8
  %50 = getelementptr inbounds { i64, i64 }, ptr %r3212, i32 0, i32 1
  %51 = load i64, ptr %50, align 8
  %call13 = call { i64, i64 } %40(i64 %45, i64 %47, i64 %49, i64 %51, i32 noundef %div)
  %52 = getelementptr inbounds { i64, i64 }, ptr %tmp9, i32 0, i32 0
  %53 = extractvalue { i64, i64 } %call13, 0
  store i64 %53, ptr %52, align 8
  %54 = getelementptr inbounds { i64, i64 }, ptr %tmp9, i32 0, i32 1
  %55 = extractvalue { i64, i64 } %call13, 1
  store i64 %55, ptr %54, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r32, ptr align 8 %tmp9, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp9) #9
  br label %cond.end

cond.false:                                       ; preds = %if.end
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp14) #9
  store i1 true, ptr %cleanup.cond15, align 1
  %56 = load i32, ptr %w.addr, align 4
  %div16 = udiv i32 %56, 2
  %call17 = call { i64, i64 } @range_full(i32 noundef %div16)
  %57 = getelementptr inbounds { i64, i64 }, ptr %tmp14, i32 0, i32 0
  %58 = extractvalue { i64, i64 } %call17, 0
  store i64 %58, ptr %57, align 8
  %59 = getelementptr inbounds { i64, i64 }, ptr %tmp14, i32 0, i32 1
  %60 = extractvalue { i64, i64 } %call17, 1
  store i64 %60, ptr %59, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r32, ptr align 8 %tmp14, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp14) #9
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %61 = load ptr, ptr %row.addr, align 8
  %bits18 = getelementptr inbounds %struct.op_row, ptr %61, i32 0, i32 0
  %62 = load ptr, ptr %bits18, align 8
  %cmp = icmp eq ptr %62, @tnum_lsh
  br i1 %cmp, label %if.then19, label %if.end21

if.then19:                                        ; preds = %cond.end
  %63 = load ptr, ptr %d.addr, align 8
  %r3220 = getelementptr inbounds %struct.scalar, ptr %63, i32 0, i32 2
  %64 = load i32, ptr %w.addr, align 4
  %65 = getelementptr inbounds { i64, i64 }, ptr %s_range, i32 0, i32 0
  %66 = load i64, ptr %65, align 8
  %67 = getelementptr inbounds { i64, i64 }, ptr %s_range, i32 0, i32 1
  %68 = load i64, ptr %67, align 8
  call void @lsh_halves(ptr noundef %out, ptr noundef %r3220, i64 %66, i64 %68, i32 noundef %64)
  br label %if.end21

if.end21:                                         ; preds = %if.then19, %cond.end
  %69 = load i32, ptr %w.addr, align 4
  call void @reduced(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef byval(%struct.scalar) align 8 %out, i32 noundef %69)
  call void @llvm.lifetime.end.p0(i64 48, ptr %out) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %s_range) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %s_bits) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @half_op(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %row, ptr noundef %d, ptr noundef %s, i32 noundef %w) #0 {
entry:
  %row.addr = alloca ptr, align 8
  %d.addr = alloca ptr, align 8
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %h = alloca i32, align 4
  %d_bits = alloca %struct.tnum, align 8
  %s_bits = alloca %struct.tnum, align 8
  %s_range = alloca %struct.range, align 8
  %agg.tmp = alloca %struct.tnum, align 8
  %agg.tmp5 = alloca %struct.range, align 8
  store ptr %row, ptr %row.addr, align 8
  store ptr %d, ptr %d.addr, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %h) #9
  %0 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %0, 2
  store i32 %div, ptr %h, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %d_bits) #9
  %1 = load ptr, ptr %d.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 0
  %2 = load i32, ptr %h, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call { i64, i64 } @tnum_low(i64 %4, i64 %6, i32 noundef %2)
  %7 = getelementptr inbounds { i64, i64 }, ptr %d_bits, i32 0, i32 0
  %8 = extractvalue { i64, i64 } %call, 0
  store i64 %8, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %d_bits, i32 0, i32 1
  %10 = extractvalue { i64, i64 } %call, 1
  store i64 %10, ptr %9, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %s_bits) #9
  %11 = load ptr, ptr %s.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %11, i32 0, i32 0
  %12 = load i32, ptr %h, align 4
  %13 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 0
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 1
  %16 = load i64, ptr %15, align 8
  %call2 = call { i64, i64 } @tnum_low(i64 %14, i64 %16, i32 noundef %12)
  %17 = getelementptr inbounds { i64, i64 }, ptr %s_bits, i32 0, i32 0
  %18 = extractvalue { i64, i64 } %call2, 0
  store i64 %18, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %s_bits, i32 0, i32 1
  %20 = extractvalue { i64, i64 } %call2, 1
  store i64 %20, ptr %19, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %s_range) #9
  %21 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %21, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %s_range, ptr align 8 %r32, i64 16, i1 false)
  %22 = load ptr, ptr %row.addr, align 8
  %shift = getelementptr inbounds %struct.op_row, ptr %22, i32 0, i32 3
  %23 = load i8, ptr %shift, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %23 to i1
  br i1 %loadedv, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %24 = load i32, ptr %h, align 4
  call void @mask_count(ptr noundef %s_bits, ptr noundef %s_range, i32 noundef %24)
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  %25 = load ptr, ptr %row.addr, align 8
  %bits3 = getelementptr inbounds %struct.op_row, ptr %25, i32 0, i32 0
  %26 = load ptr, ptr %bits3, align 8
  %27 = load i32, ptr %h, align 4
  %28 = getelementptr inbounds { i64, i64 }, ptr %d_bits, i32 0, i32 0
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %d_bits, i32 0, i32 1
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %s_bits, i32 0, i32 0
  %33 = load i64, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %s_bits, i32 0, i32 1
  %35 = load i64, ptr %34, align 8
  %call4 = call { i64, i64 } %26(i64 %29, i64 %31, i64 %33, i64 %35, i32 noundef %27)
  %36 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %37 = extractvalue { i64, i64 } %call4, 0
  store i64 %37, ptr %36, align 8
  %38 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %39 = extractvalue { i64, i64 } %call4, 1
  store i64 %39, ptr %38, align 8
  %40 = load ptr, ptr %row.addr, align 8
  %range = getelementptr inbounds %struct.op_row, ptr %40, i32 0, i32 1
  %41 = load ptr, ptr %range, align 8
  %42 = load ptr, ptr %d.addr, align 8
  %r326 = getelementptr inbounds %struct.scalar, ptr %42, i32 0, i32 2
  %43 = load i32, ptr %h, align 4
  %44 = getelementptr inbounds { i64, i64 }, ptr %r326, i32 0, i32 0
  %45 = load i64, ptr %44, align 8
  %46 = getelementptr inbounds { i64, i64 }, ptr %r326, i32 0, i32 1
  %47 = load i64, ptr %46, align 8
  %48 = getelementptr inbounds { i64, i64 }, ptr %s_range, i32 0, i32 0
  %49 = load i64, ptr %48, align 8
  %50 = getelementptr inbounds { i64, i64 }, ptr %s_range, i32 0, i32 1
  %51 = load i64, ptr %50, align 8
  %call7 = call { i64, i64 } %41(i64 %45, i64 %47, i64 %49, i64 %51, i32 noundef %43)
  %52 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 0
  %53 = extractvalue { i64, i64 } %call7, 0
  store i64 %53, ptr %52, align 8
  %54 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 1
  %55 = extractvalue { i64, i64 } %call7, 1
  store i64 %55, ptr %54, align 8
  %56 = load i32, ptr %w.addr, align 4
  %57 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %58 = load i64, ptr %57, align 8
  %59 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %60 = load i64, ptr %59, align 8
  %61 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 0
  %62 = load i64, ptr %61, align 8
  %63 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 1
  %64 = load i64, ptr %63, align 8
  call void @zero_extended(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, i64 %58, i64 %60, i64 %62, i64 %64, i32 noundef %56)
  call void @llvm.lifetime.end.p0(i64 16, ptr %s_range) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %s_bits) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %d_bits) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %h) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_widen_w(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %old_, ptr noundef %new_, i32 noundef %w) #0 {
entry:
  %old_.addr = alloca ptr, align 8
  %new_.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %moved = alloca i64, align 8
  %mask3 = alloca i64, align 8
  %half = alloca i8, align 1
  %wide = alloca %struct.scalar, align 8
  store ptr %old_, ptr %old_.addr, align 8
  store ptr %new_, ptr %new_.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %moved) #9
  %0 = load ptr, ptr %new_.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  %mask = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 1
  %1 = load i64, ptr %mask, align 8
  %2 = load ptr, ptr %old_.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %2, i32 0, i32 0
  %mask2 = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 1
  %3 = load i64, ptr %mask2, align 8
  %not = xor i64 %3, -1
  %and = and i64 %1, %not
  store i64 %and, ptr %moved, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %mask3) #9
  %4 = load ptr, ptr %new_.addr, align 8
  %bits4 = getelementptr inbounds %struct.scalar, ptr %4, i32 0, i32 0
  %mask5 = getelementptr inbounds %struct.tnum, ptr %bits4, i32 0, i32 1
  %5 = load i64, ptr %mask5, align 8
  %6 = load i64, ptr %moved, align 8
  %tobool = icmp ne i64 %6, 0
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %7 = load i64, ptr %moved, align 8
  %8 = load i64, ptr %moved, align 8
  %sub = sub i64 0, %8
  %and6 = and i64 %7, %sub
  %sub7 = sub i64 %and6, 1
  %not8 = xor i64 %sub7, -1
  %9 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %9)
  %and9 = and i64 %not8, %call
  br label %cond.end

cond.false:                                       ; preds = %entry
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %and9, %cond.true ], [ 0, %cond.false ]
  %or = or i64 %5, %cond
  store i64 %or, ptr %mask3, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %half) #9
  %10 = load ptr, ptr %new_.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %10, i32 0, i32 2
  %base = getelementptr inbounds %struct.range, ptr %r32, i32 0, i32 0
  %11 = load i64, ptr %base, align 8
  %12 = load ptr, ptr %old_.addr, align 8
  %r3210 = getelementptr inbounds %struct.scalar, ptr %12, i32 0, i32 2
  %base11 = getelementptr inbounds %struct.range, ptr %r3210, i32 0, i32 0
  %13 = load i64, ptr %base11, align 8
  %cmp = icmp ne i64 %11, %13
  br i1 %cmp, label %lor.end, label %lor.rhs

lor.rhs:                                          ; preds = %cond.end
  %14 = load ptr, ptr %new_.addr, align 8
  %r3212 = getelementptr inbounds %struct.scalar, ptr %14, i32 0, i32 2
  %size = getelementptr inbounds %struct.range, ptr %r3212, i32 0, i32 1
  %15 = load i64, ptr %size, align 8
  %16 = load ptr, ptr %old_.addr, align 8
  %r3213 = getelementptr inbounds %struct.scalar, ptr %16, i32 0, i32 2
  %size14 = getelementptr inbounds %struct.range, ptr %r3213, i32 0, i32 1
  %17 = load i64, ptr %size14, align 8
  %cmp15 = icmp ne i64 %15, %17
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %cond.end
  %18 = phi i1 [ true, %cond.end ], [ %cmp15, %lor.rhs ]
  %storedv = zext i1 %18 to i8
  store i8 %storedv, ptr %half, align 1
  call void @llvm.lifetime.start.p0(i64 48, ptr %wide) #9
  %bits16 = getelementptr inbounds %struct.scalar, ptr %wide, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits16, i32 0, i32 0
  %19 = load ptr, ptr %new_.addr, align 8
  %bits17 = getelementptr inbounds %struct.scalar, ptr %19, i32 0, i32 0
  %value18 = getelementptr inbounds %struct.tnum, ptr %bits17, i32 0, i32 0
  %20 = load i64, ptr %value18, align 8
  %21 = load i64, ptr %mask3, align 8
  %not19 = xor i64 %21, -1
  %and20 = and i64 %20, %not19
  store i64 %and20, ptr %value, align 8
  %mask21 = getelementptr inbounds %struct.tnum, ptr %bits16, i32 0, i32 1
  %22 = load i64, ptr %mask3, align 8
  store i64 %22, ptr %mask21, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %wide, i32 0, i32 1
  %23 = load ptr, ptr %old_.addr, align 8
  %r6422 = getelementptr inbounds %struct.scalar, ptr %23, i32 0, i32 1
  %24 = load ptr, ptr %new_.addr, align 8
  %r6423 = getelementptr inbounds %struct.scalar, ptr %24, i32 0, i32 1
  %25 = load i32, ptr %w.addr, align 4
  %26 = getelementptr inbounds { i64, i64 }, ptr %r6422, i32 0, i32 0
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds { i64, i64 }, ptr %r6422, i32 0, i32 1
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %r6423, i32 0, i32 0
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %r6423, i32 0, i32 1
  %33 = load i64, ptr %32, align 8
  %call24 = call { i64, i64 } @range_widen(i64 %27, i64 %29, i64 %31, i64 %33, i32 noundef %25)
  %34 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %35 = extractvalue { i64, i64 } %call24, 0
  store i64 %35, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %37 = extractvalue { i64, i64 } %call24, 1
  store i64 %37, ptr %36, align 8
  %r3225 = getelementptr inbounds %struct.scalar, ptr %wide, i32 0, i32 2
  %38 = load i8, ptr %half, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %38 to i1
  br i1 %loadedv, label %cond.true26, label %cond.false28

cond.true26:                                      ; preds = %lor.end
  %39 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %39, 2
  %call27 = call { i64, i64 } @range_full(i32 noundef %div)
  %40 = getelementptr inbounds { i64, i64 }, ptr %r3225, i32 0, i32 0
  %41 = extractvalue { i64, i64 } %call27, 0
  store i64 %41, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %r3225, i32 0, i32 1
  %43 = extractvalue { i64, i64 } %call27, 1
  store i64 %43, ptr %42, align 8
  br label %cond.end30

cond.false28:                                     ; preds = %lor.end
  %44 = load ptr, ptr %new_.addr, align 8
  %r3229 = getelementptr inbounds %struct.scalar, ptr %44, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r3225, ptr align 8 %r3229, i64 16, i1 false)
  br label %cond.end30

cond.end30:                                       ; preds = %cond.false28, %cond.true26
  %45 = load i32, ptr %w.addr, align 4
  call void @reduced(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef byval(%struct.scalar) align 8 %wide, i32 noundef %45)
  call void @llvm.lifetime.end.p0(i64 48, ptr %wide) #9
  call void @llvm.lifetime.end.p0(i64 1, ptr %half) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %mask3) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %moved) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_alu(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, i32 noundef %op, i32 noundef %width, ptr noundef %d, ptr noundef %s) #0 {
entry:
  %op.addr = alloca i32, align 4
  %width.addr = alloca i32, align 4
  %d.addr = alloca ptr, align 8
  %s.addr = alloca ptr, align 8
  store i32 %op, ptr %op.addr, align 4
  store i32 %width, ptr %width.addr, align 4
  store ptr %d, ptr %d.addr, align 8
  store ptr %s, ptr %s.addr, align 8
  %0 = load i32, ptr %op.addr, align 4
  %conv = zext i32 %0 to i64
  %cmp = icmp ult i64 %conv, 25
  br i1 %cmp, label %land.lhs.true, label %if.end

land.lhs.true:                                    ; preds = %entry
  %1 = load i32, ptr %op.addr, align 4
  %idxprom = zext i32 %1 to i64
  %arrayidx = getelementptr inbounds [25 x %struct.narrow_row], ptr @narrow_rows, i64 0, i64 %idxprom
  %bits = getelementptr inbounds %struct.narrow_row, ptr %arrayidx, i32 0, i32 0
  %2 = load i8, ptr %bits, align 1
  %conv2 = zext i8 %2 to i32
  %tobool = icmp ne i32 %conv2, 0
  br i1 %tobool, label %if.then, label %if.end

if.then:                                          ; preds = %land.lhs.true
  %3 = load i32, ptr %op.addr, align 4
  %idxprom3 = zext i32 %3 to i64
  %arrayidx4 = getelementptr inbounds [25 x %struct.narrow_row], ptr @narrow_rows, i64 0, i64 %idxprom3
  %4 = load i32, ptr %width.addr, align 4
  %5 = load ptr, ptr %d.addr, align 8
  %6 = load ptr, ptr %s.addr, align 8
  call void @narrow_op(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %arrayidx4, i32 noundef %4, ptr noundef %5, ptr noundef %6)
  br label %return

if.end:                                           ; preds = %land.lhs.true, %entry
  %7 = load i32, ptr %op.addr, align 4
  %8 = load i32, ptr %width.addr, align 4
  %9 = load ptr, ptr %d.addr, align 8
  %10 = load ptr, ptr %s.addr, align 8
  call void @scalar_alu_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, i32 noundef %7, i32 noundef %8, ptr noundef %9, ptr noundef %10, i32 noundef 64)
  br label %return

return:                                           ; preds = %if.end, %if.then
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @narrow_op(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %row, i32 noundef %width, ptr noundef %d, ptr noundef %s) #0 {
entry:
  %row.addr = alloca ptr, align 8
  %width.addr = alloca i32, align 4
  %d.addr = alloca ptr, align 8
  %s.addr = alloca ptr, align 8
  %out = alloca %struct.scalar, align 8
  %tmp = alloca %struct.scalar, align 8
  %.compoundliteral = alloca %struct.scalar, align 8
  store ptr %row, ptr %row.addr, align 8
  store i32 %width, ptr %width.addr, align 4
  store ptr %d, ptr %d.addr, align 8
  store ptr %s, ptr %s.addr, align 8
  call void @llvm.lifetime.start.p0(i64 48, ptr %out) #9
  %0 = load ptr, ptr %row.addr, align 8
  %sign = getelementptr inbounds %struct.narrow_row, ptr %0, i32 0, i32 1
  %1 = load i8, ptr %sign, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %1 to i1
  br i1 %loadedv, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %2 = load ptr, ptr %s.addr, align 8
  br label %cond.end

cond.false:                                       ; preds = %entry
  %3 = load ptr, ptr %d.addr, align 8
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi ptr [ %2, %cond.true ], [ %3, %cond.false ]
  %4 = load ptr, ptr %row.addr, align 8
  %bits = getelementptr inbounds %struct.narrow_row, ptr %4, i32 0, i32 0
  %5 = load i8, ptr %bits, align 1
  %conv = zext i8 %5 to i32
  %6 = load ptr, ptr %row.addr, align 8
  %sign1 = getelementptr inbounds %struct.narrow_row, ptr %6, i32 0, i32 1
  %7 = load i8, ptr %sign1, align 1, !range !5, !noundef !6
  %loadedv2 = trunc i8 %7 to i1
  call void @scalar_truncate(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %out, ptr noundef %cond, i32 noundef %conv, i1 noundef zeroext %loadedv2)
  %8 = load ptr, ptr %row.addr, align 8
  %swap = getelementptr inbounds %struct.narrow_row, ptr %8, i32 0, i32 2
  %9 = load i8, ptr %swap, align 1, !range !5, !noundef !6
  %loadedv3 = trunc i8 %9 to i1
  br i1 %loadedv3, label %if.then, label %if.end

if.then:                                          ; preds = %cond.end
  call void @llvm.lifetime.start.p0(i64 48, ptr %tmp) #9
  %bits4 = getelementptr inbounds %struct.scalar, ptr %.compoundliteral, i32 0, i32 0
  %bits5 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 0
  %10 = load ptr, ptr %row.addr, align 8
  %bits6 = getelementptr inbounds %struct.narrow_row, ptr %10, i32 0, i32 0
  %11 = load i8, ptr %bits6, align 1
  %conv7 = zext i8 %11 to i32
  %div = sdiv i32 %conv7, 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %bits5, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %bits5, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %call = call { i64, i64 } @tnum_swap(i64 %13, i64 %15, i32 noundef %div, i32 noundef 8)
  %16 = getelementptr inbounds { i64, i64 }, ptr %bits4, i32 0, i32 0
  %17 = extractvalue { i64, i64 } %call, 0
  store i64 %17, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %bits4, i32 0, i32 1
  %19 = extractvalue { i64, i64 } %call, 1
  store i64 %19, ptr %18, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %.compoundliteral, i32 0, i32 1
  %call8 = call { i64, i64 } @range_full(i32 noundef 64)
  %20 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %21 = extractvalue { i64, i64 } %call8, 0
  store i64 %21, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %23 = extractvalue { i64, i64 } %call8, 1
  store i64 %23, ptr %22, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %.compoundliteral, i32 0, i32 2
  %call9 = call { i64, i64 } @range_full(i32 noundef 32)
  %24 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %25 = extractvalue { i64, i64 } %call9, 0
  store i64 %25, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %27 = extractvalue { i64, i64 } %call9, 1
  store i64 %27, ptr %26, align 8
  call void @reduced(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %tmp, ptr noundef byval(%struct.scalar) align 8 %.compoundliteral, i32 noundef 64)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %out, ptr align 8 %tmp, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %tmp) #9
  br label %if.end

if.end:                                           ; preds = %if.then, %cond.end
  %28 = load i32, ptr %width.addr, align 4
  call void @scalar_truncate(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %out, i32 noundef %28, i1 noundef zeroext false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %out) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_load_unknown(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, i32 noundef %bits, i1 noundef zeroext %sign) #0 {
entry:
  %bits.addr = alloca i32, align 4
  %sign.addr = alloca i8, align 1
  %all = alloca %struct.scalar, align 8
  store i32 %bits, ptr %bits.addr, align 4
  %storedv = zext i1 %sign to i8
  store i8 %storedv, ptr %sign.addr, align 1
  call void @llvm.lifetime.start.p0(i64 48, ptr %all) #9
  %0 = load i32, ptr %bits.addr, align 4
  call void @scalar_of_bits(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %all, i32 noundef %0)
  %1 = load i8, ptr %sign.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %1 to i1
  br i1 %loadedv, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %2 = load i32, ptr %bits.addr, align 4
  call void @scalar_truncate(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %all, i32 noundef %2, i1 noundef zeroext true)
  br label %cond.end

cond.false:                                       ; preds = %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.result, ptr align 8 %all, i64 48, i1 false)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  call void @llvm.lifetime.end.p0(i64 48, ptr %all) #9
  ret void
}

; Function Attrs: inlinehint nounwind uwtable
define internal void @scalar_of_bits(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, i32 noundef %bits) #1 {
entry:
  %bits.addr = alloca i32, align 4
  %mask = alloca i64, align 8
  store i32 %bits, ptr %bits.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %mask) #9
  %0 = load i32, ptr %bits.addr, align 4
  %call = call i64 @width_mask(i32 noundef %0)
  store i64 %call, ptr %mask, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 0
  store i64 0, ptr %value, align 8
  %mask2 = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 1
  %1 = load i64, ptr %mask, align 8
  store i64 %1, ptr %mask2, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %r64, i32 0, i32 0
  store i64 0, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %r64, i32 0, i32 1
  %2 = load i64, ptr %mask, align 8
  store i64 %2, ptr %size, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 2
  %base3 = getelementptr inbounds %struct.range, ptr %r32, i32 0, i32 0
  store i64 0, ptr %base3, align 8
  %size4 = getelementptr inbounds %struct.range, ptr %r32, i32 0, i32 1
  %3 = load i64, ptr %mask, align 8
  %and = and i64 %3, 4294967295
  store i64 %and, ptr %size4, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %mask) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_truncate(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %s, i32 noundef %bits, i1 noundef zeroext %sign) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %bits.addr = alloca i32, align 4
  %sign.addr = alloca i8, align 1
  store ptr %s, ptr %s.addr, align 8
  store i32 %bits, ptr %bits.addr, align 4
  %storedv = zext i1 %sign to i8
  store i8 %storedv, ptr %sign.addr, align 1
  %0 = load ptr, ptr %s.addr, align 8
  %1 = load i32, ptr %bits.addr, align 4
  %2 = load i8, ptr %sign.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %2 to i1
  call void @scalar_truncate_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %0, i32 noundef %1, i1 noundef zeroext %loadedv, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_add_const(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %s, i64 noundef %c) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %c.addr = alloca i64, align 8
  %add = alloca %struct.scalar, align 8
  %cleanup.dest.slot = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i64 %c, ptr %c.addr, align 8
  call void @llvm.lifetime.start.p0(i64 48, ptr %add) #9
  %0 = load i64, ptr %c.addr, align 8
  call void @scalar_const(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %add, i64 noundef %0)
  %1 = load i64, ptr %c.addr, align 8
  %tobool = icmp ne i64 %1, 0
  br i1 %tobool, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  %2 = load ptr, ptr %s.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.result, ptr align 8 %2, i64 48, i1 false)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %3 = load ptr, ptr %s.addr, align 8
  call void @scalar_alu_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, i32 noundef 1, i32 noundef 64, ptr noundef %3, ptr noundef %add, i32 noundef 64)
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end, %if.then
  call void @llvm.lifetime.end.p0(i64 48, ptr %add) #9
  ret void
}

; Function Attrs: inlinehint nounwind uwtable
define internal void @scalar_const(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, i64 noundef %v) #1 {
entry:
  %v.addr = alloca i64, align 8
  store i64 %v, ptr %v.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %0 = load i64, ptr %v.addr, align 8
  store i64 %0, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 1
  store i64 0, ptr %mask, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %r64, i32 0, i32 0
  %1 = load i64, ptr %v.addr, align 8
  store i64 %1, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %r64, i32 0, i32 1
  store i64 0, ptr %size, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 2
  %base1 = getelementptr inbounds %struct.range, ptr %r32, i32 0, i32 0
  %2 = load i64, ptr %v.addr, align 8
  %and = and i64 %2, 4294967295
  store i64 %and, ptr %base1, align 8
  %size2 = getelementptr inbounds %struct.range, ptr %r32, i32 0, i32 1
  store i64 0, ptr %size2, align 8
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_low_half(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %s, i32 noundef %c) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %c.addr = alloca i32, align 4
  %add = alloca %struct.scalar, align 8
  %low = alloca %struct.scalar, align 8
  %out = alloca %struct.scalar, align 8
  %tmp = alloca %struct.scalar, align 8
  %.compoundliteral = alloca %struct.tnum, align 8
  %tmp5 = alloca %struct.range, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %c, ptr %c.addr, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %add) #9
  %0 = load i32, ptr %c.addr, align 4
  %conv = zext i32 %0 to i64
  call void @scalar_const(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %add, i64 noundef %conv)
  call void @llvm.lifetime.start.p0(i64 48, ptr %low) #9
  call void @llvm.lifetime.start.p0(i64 48, ptr %out) #9
  call void @llvm.lifetime.start.p0(i64 48, ptr %tmp) #9
  %1 = load ptr, ptr %s.addr, align 8
  call void @scalar_alu_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %tmp, i32 noundef 1, i32 noundef 32, ptr noundef %1, ptr noundef %add, i32 noundef 64)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %low, ptr align 8 %tmp, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %tmp) #9
  %bits = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %.compoundliteral, i32 0, i32 0
  %bits1 = getelementptr inbounds %struct.scalar, ptr %low, i32 0, i32 0
  %value2 = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 0
  %2 = load i64, ptr %value2, align 8
  store i64 %2, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %.compoundliteral, i32 0, i32 1
  %bits3 = getelementptr inbounds %struct.scalar, ptr %low, i32 0, i32 0
  %mask4 = getelementptr inbounds %struct.tnum, ptr %bits3, i32 0, i32 1
  %3 = load i64, ptr %mask4, align 8
  %or = or i64 %3, -4294967296
  store i64 %or, ptr %mask, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %bits, ptr align 8 %.compoundliteral, i64 16, i1 false)
  %r64 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 1
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp5) #9
  %call = call { i64, i64 } @range_full(i32 noundef 64)
  %4 = getelementptr inbounds { i64, i64 }, ptr %tmp5, i32 0, i32 0
  %5 = extractvalue { i64, i64 } %call, 0
  store i64 %5, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %tmp5, i32 0, i32 1
  %7 = extractvalue { i64, i64 } %call, 1
  store i64 %7, ptr %6, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r64, ptr align 8 %tmp5, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp5) #9
  %r32 = getelementptr inbounds %struct.scalar, ptr %out, i32 0, i32 2
  %r326 = getelementptr inbounds %struct.scalar, ptr %low, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r32, ptr align 8 %r326, i64 16, i1 false)
  call void @reduced(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef byval(%struct.scalar) align 8 %out, i32 noundef 64)
  call void @llvm.lifetime.end.p0(i64 48, ptr %out) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %low) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %add) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_widen(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %old_, ptr noundef %new_) #0 {
entry:
  %old_.addr = alloca ptr, align 8
  %new_.addr = alloca ptr, align 8
  store ptr %old_, ptr %old_.addr, align 8
  store ptr %new_, ptr %new_.addr, align 8
  %0 = load ptr, ptr %old_.addr, align 8
  %1 = load ptr, ptr %new_.addr, align 8
  call void @scalar_widen_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %0, ptr noundef %1, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @scalar_extract(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, ptr noundef %s, i32 noundef %byte, i32 noundef %size) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %byte.addr = alloca i32, align 4
  %size.addr = alloca i32, align 4
  %up_to = alloca %struct.scalar, align 8
  %count = alloca %struct.scalar, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %byte, ptr %byte.addr, align 4
  store i32 %size, ptr %size.addr, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %up_to) #9
  %0 = load ptr, ptr %s.addr, align 8
  %1 = load i32, ptr %byte.addr, align 4
  %2 = load i32, ptr %size.addr, align 4
  %add = add i32 %1, %2
  %mul = mul i32 %add, 8
  call void @scalar_truncate(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %up_to, ptr noundef %0, i32 noundef %mul, i1 noundef zeroext false)
  call void @llvm.lifetime.start.p0(i64 48, ptr %count) #9
  %3 = load i32, ptr %byte.addr, align 4
  %mul1 = mul i32 %3, 8
  %conv = zext i32 %mul1 to i64
  call void @scalar_const(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %count, i64 noundef %conv)
  %4 = load i32, ptr %byte.addr, align 4
  %tobool = icmp ne i32 %4, 0
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  call void @scalar_alu_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, i32 noundef 9, i32 noundef 64, ptr noundef %up_to, ptr noundef %count, i32 noundef 64)
  br label %cond.end

cond.false:                                       ; preds = %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.result, ptr align 8 %up_to, i64 48, i1 false)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  call void @llvm.lifetime.end.p0(i64 48, ptr %count) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %up_to) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @contract_bits(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %4 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %5 = load i32, ptr %w.addr, align 4
  %call = call i64 @ref_mask(i32 noundef %5)
  %and = and i64 %4, %call
  store i64 %and, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %6 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @operand_y(i32 noundef %6)
  store i64 %call1, ptr %y, align 8
  %7 = load i32, ptr %w.addr, align 4
  %call2 = call { i64, i64 } @any_bits(i32 noundef %7)
  %8 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %9 = extractvalue { i64, i64 } %call2, 0
  store i64 %9, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %11 = extractvalue { i64, i64 } %call2, 1
  store i64 %11, ptr %10, align 8
  %12 = load i32, ptr %w.addr, align 4
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %16 = load i64, ptr %15, align 8
  %call3 = call zeroext i1 @bits_formed(i64 %14, i64 %16, i32 noundef %12)
  %conv = zext i1 %call3 to i32
  %17 = load i32, ptr %w.addr, align 4
  %18 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %21 = load i64, ptr %20, align 8
  %call4 = call zeroext i1 @bits_formed(i64 %19, i64 %21, i32 noundef %17)
  %conv5 = zext i1 %call4 to i32
  %and6 = and i32 %conv, %conv5
  %tobool = icmp ne i32 %and6, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %22 = load i32, ptr @about, align 8
  %call7 = call zeroext i1 @is_shift(i32 noundef %22)
  %lnot = xor i1 %call7, true
  %lnot.ext = zext i1 %lnot to i32
  %value = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %23 = load i64, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 1
  %24 = load i64, ptr %mask, align 8
  %or = or i64 %23, %24
  %25 = load i32, ptr %w.addr, align 4
  %conv8 = zext i32 %25 to i64
  %cmp = icmp ult i64 %or, %conv8
  %conv9 = zext i1 %cmp to i32
  %or10 = or i32 %lnot.ext, %conv9
  %tobool11 = icmp ne i32 %or10, 0
  call void @prove_check(i1 noundef zeroext %tobool11)
  %26 = load i64, ptr %x, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %30 = load i64, ptr %29, align 8
  %call12 = call zeroext i1 @in_bits(i64 %28, i64 %30, i64 noundef %26)
  %conv13 = zext i1 %call12 to i32
  %31 = load i64, ptr %y, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %33 = load i64, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %35 = load i64, ptr %34, align 8
  %call14 = call zeroext i1 @in_bits(i64 %33, i64 %35, i64 noundef %31)
  %conv15 = zext i1 %call14 to i32
  %and16 = and i32 %conv13, %conv15
  %tobool17 = icmp ne i32 %and16, 0
  %lnot18 = xor i1 %tobool17, true
  %lnot.ext19 = zext i1 %lnot18 to i32
  %36 = load i32, ptr @about, align 8
  %37 = load i64, ptr %x, align 8
  %38 = load i64, ptr %y, align 8
  %39 = load i32, ptr %w.addr, align 4
  %call20 = call i64 @ref_alu(i32 noundef %36, i64 noundef %37, i64 noundef %38, i32 noundef %39)
  %40 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %43 = load i64, ptr %42, align 8
  %call21 = call zeroext i1 @in_bits(i64 %41, i64 %43, i64 noundef %call20)
  %conv22 = zext i1 %call21 to i32
  %or23 = or i32 %lnot.ext19, %conv22
  %tobool24 = icmp ne i32 %or23, 0
  call void @prove_assume(i1 noundef zeroext %tobool24)
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  %44 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %44
}

; Function Attrs: inlinehint nounwind uwtable
define internal i64 @ref_mask(i32 noundef %w) #1 {
entry:
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %0 = load i32, ptr %w.addr, align 4
  %sub = sub i32 64, %0
  %sh_prom = zext i32 %sub to i64
  %shr = lshr i64 -1, %sh_prom
  ret i64 %shr
}

; Function Attrs: nounwind uwtable
define internal i64 @operand_y(i32 noundef %w) #0 {
entry:
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %0 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  %1 = load i32, ptr %w.addr, align 4
  %call = call i64 @ref_mask(i32 noundef %1)
  %and = and i64 %0, %call
  ret i64 %and
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @any_bits(i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %mask = alloca i64, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %mask) #9
  %0 = load i32, ptr %w.addr, align 4
  %call = call i64 @any(i32 noundef %0)
  store i64 %call, ptr %mask, align 8
  %value = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 0
  %1 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @any(i32 noundef %1)
  %2 = load i64, ptr %mask, align 8
  %not = xor i64 %2, -1
  %and = and i64 %call1, %not
  store i64 %and, ptr %value, align 8
  %mask2 = getelementptr inbounds %struct.tnum, ptr %retval, i32 0, i32 1
  %3 = load i64, ptr %mask, align 8
  store i64 %3, ptr %mask2, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %mask) #9
  %4 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %4
}

declare void @prove_check(i1 noundef zeroext) #8

; Function Attrs: nounwind uwtable
define internal zeroext i1 @bits_formed(i64 %t.coerce0, i64 %t.coerce1, i32 noundef %w) #0 {
entry:
  %t = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %value = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %2 = load i64, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %3 = load i64, ptr %mask, align 8
  %and = and i64 %2, %3
  %tobool = icmp ne i64 %and, 0
  %lnot = xor i1 %tobool, true
  %lnot.ext = zext i1 %lnot to i32
  %value1 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %4 = load i64, ptr %value1, align 8
  %mask2 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %5 = load i64, ptr %mask2, align 8
  %or = or i64 %4, %5
  %6 = load i32, ptr %w.addr, align 4
  %call = call i64 @ref_mask(i32 noundef %6)
  %not = xor i64 %call, -1
  %and3 = and i64 %or, %not
  %tobool4 = icmp ne i64 %and3, 0
  %lnot5 = xor i1 %tobool4, true
  %lnot.ext6 = zext i1 %lnot5 to i32
  %and7 = and i32 %lnot.ext, %lnot.ext6
  %tobool8 = icmp ne i32 %and7, 0
  ret i1 %tobool8
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @is_shift(i32 noundef %op) #0 {
entry:
  %op.addr = alloca i32, align 4
  store i32 %op, ptr %op.addr, align 4
  %0 = load i32, ptr %op.addr, align 4
  %cmp = icmp eq i32 %0, 8
  br i1 %cmp, label %lor.end, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %entry
  %1 = load i32, ptr %op.addr, align 4
  %cmp1 = icmp eq i32 %1, 9
  br i1 %cmp1, label %lor.end, label %lor.rhs

lor.rhs:                                          ; preds = %lor.lhs.false
  %2 = load i32, ptr %op.addr, align 4
  %cmp2 = icmp eq i32 %2, 14
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %lor.lhs.false, %entry
  %3 = phi i1 [ true, %lor.lhs.false ], [ true, %entry ], [ %cmp2, %lor.rhs ]
  ret i1 %3
}

declare void @prove_assume(i1 noundef zeroext) #8

; Function Attrs: nounwind uwtable
define internal zeroext i1 @in_bits(i64 %t.coerce0, i64 %t.coerce1, i64 noundef %v) #0 {
entry:
  %t = alloca %struct.tnum, align 8
  %v.addr = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i64 %v, ptr %v.addr, align 8
  %2 = load i64, ptr %v.addr, align 8
  %value = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %3 = load i64, ptr %value, align 8
  %xor = xor i64 %2, %3
  %mask = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %4 = load i64, ptr %mask, align 8
  %not = xor i64 %4, -1
  %and = and i64 %xor, %not
  %cmp = icmp eq i64 %and, 0
  ret i1 %cmp
}

; Function Attrs: inlinehint nounwind uwtable
define internal i64 @ref_alu(i32 noundef %op, i64 noundef %d, i64 noundef %s, i32 noundef %w) #1 {
entry:
  %op.addr = alloca i32, align 4
  %d.addr = alloca i64, align 8
  %s.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %count = alloca i32, align 4
  %v = alloca i64, align 8
  store i32 %op, ptr %op.addr, align 4
  store i64 %d, ptr %d.addr, align 8
  store i64 %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %count) #9
  %0 = load i64, ptr %s.addr, align 8
  %1 = load i32, ptr %w.addr, align 4
  %sub = sub i32 %1, 1
  %conv = zext i32 %sub to i64
  %and = and i64 %0, %conv
  %conv1 = trunc i64 %and to i32
  store i32 %conv1, ptr %count, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %2 = load i32, ptr %w.addr, align 4
  %call = call i64 @ref_mask(i32 noundef %2)
  %3 = load i64, ptr %d.addr, align 8
  %and2 = and i64 %3, %call
  store i64 %and2, ptr %d.addr, align 8
  %4 = load i32, ptr %w.addr, align 4
  %call3 = call i64 @ref_mask(i32 noundef %4)
  %5 = load i64, ptr %s.addr, align 8
  %and4 = and i64 %5, %call3
  store i64 %and4, ptr %s.addr, align 8
  %6 = load i32, ptr %op.addr, align 4
  switch i32 %6, label %sw.default [
    i32 1, label %sw.bb
    i32 2, label %sw.bb5
    i32 3, label %sw.bb7
    i32 4, label %sw.bb8
    i32 10, label %sw.bb10
    i32 5, label %sw.bb17
    i32 11, label %sw.bb21
    i32 6, label %sw.bb25
    i32 7, label %sw.bb26
    i32 12, label %sw.bb28
    i32 8, label %sw.bb29
    i32 9, label %sw.bb30
    i32 14, label %sw.bb32
    i32 13, label %sw.bb36
    i32 15, label %sw.bb37
  ]

sw.bb:                                            ; preds = %entry
  %7 = load i64, ptr %d.addr, align 8
  %8 = load i64, ptr %s.addr, align 8
  %add = add i64 %7, %8
  store i64 %add, ptr %v, align 8
  br label %sw.epilog

sw.bb5:                                           ; preds = %entry
  %9 = load i64, ptr %d.addr, align 8
  %10 = load i64, ptr %s.addr, align 8
  %sub6 = sub i64 %9, %10
  store i64 %sub6, ptr %v, align 8
  br label %sw.epilog

sw.bb7:                                           ; preds = %entry
  %11 = load i64, ptr %d.addr, align 8
  %12 = load i64, ptr %s.addr, align 8
  %mul = mul i64 %11, %12
  store i64 %mul, ptr %v, align 8
  br label %sw.epilog

sw.bb8:                                           ; preds = %entry
  %13 = load i64, ptr %s.addr, align 8
  %cmp = icmp eq i64 %13, 0
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %sw.bb8
  br label %cond.end

cond.false:                                       ; preds = %sw.bb8
  %14 = load i64, ptr %d.addr, align 8
  %15 = load i64, ptr %s.addr, align 8
  %div = udiv i64 %14, %15
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ 0, %cond.true ], [ %div, %cond.false ]
  store i64 %cond, ptr %v, align 8
  br label %sw.epilog

sw.bb10:                                          ; preds = %entry
  %16 = load i64, ptr %s.addr, align 8
  %cmp11 = icmp eq i64 %16, 0
  br i1 %cmp11, label %cond.true13, label %cond.false14

cond.true13:                                      ; preds = %sw.bb10
  %17 = load i64, ptr %d.addr, align 8
  br label %cond.end15

cond.false14:                                     ; preds = %sw.bb10
  %18 = load i64, ptr %d.addr, align 8
  %19 = load i64, ptr %s.addr, align 8
  %rem = urem i64 %18, %19
  br label %cond.end15

cond.end15:                                       ; preds = %cond.false14, %cond.true13
  %cond16 = phi i64 [ %17, %cond.true13 ], [ %rem, %cond.false14 ]
  store i64 %cond16, ptr %v, align 8
  br label %sw.epilog

sw.bb17:                                          ; preds = %entry
  %20 = load i64, ptr %d.addr, align 8
  %21 = load i32, ptr %w.addr, align 4
  %call18 = call i64 @ref_signed(i64 noundef %20, i32 noundef %21)
  %22 = load i64, ptr %s.addr, align 8
  %23 = load i32, ptr %w.addr, align 4
  %call19 = call i64 @ref_signed(i64 noundef %22, i32 noundef %23)
  %call20 = call i64 @ref_sdiv(i64 noundef %call18, i64 noundef %call19, i1 noundef zeroext false)
  store i64 %call20, ptr %v, align 8
  br label %sw.epilog

sw.bb21:                                          ; preds = %entry
  %24 = load i64, ptr %d.addr, align 8
  %25 = load i32, ptr %w.addr, align 4
  %call22 = call i64 @ref_signed(i64 noundef %24, i32 noundef %25)
  %26 = load i64, ptr %s.addr, align 8
  %27 = load i32, ptr %w.addr, align 4
  %call23 = call i64 @ref_signed(i64 noundef %26, i32 noundef %27)
  %call24 = call i64 @ref_sdiv(i64 noundef %call22, i64 noundef %call23, i1 noundef zeroext true)
  store i64 %call24, ptr %v, align 8
  br label %sw.epilog

sw.bb25:                                          ; preds = %entry
  %28 = load i64, ptr %d.addr, align 8
  %29 = load i64, ptr %s.addr, align 8
  %or = or i64 %28, %29
  store i64 %or, ptr %v, align 8
  br label %sw.epilog

sw.bb26:                                          ; preds = %entry
  %30 = load i64, ptr %d.addr, align 8
  %31 = load i64, ptr %s.addr, align 8
  %and27 = and i64 %30, %31
  store i64 %and27, ptr %v, align 8
  br label %sw.epilog

sw.bb28:                                          ; preds = %entry
  %32 = load i64, ptr %d.addr, align 8
  %33 = load i64, ptr %s.addr, align 8
  %xor = xor i64 %32, %33
  store i64 %xor, ptr %v, align 8
  br label %sw.epilog

sw.bb29:                                          ; preds = %entry
  %34 = load i64, ptr %d.addr, align 8
  %35 = load i32, ptr %count, align 4
  %sh_prom = zext i32 %35 to i64
  %shl = shl i64 %34, %sh_prom
  store i64 %shl, ptr %v, align 8
  br label %sw.epilog

sw.bb30:                                          ; preds = %entry
  %36 = load i64, ptr %d.addr, align 8
  %37 = load i32, ptr %count, align 4
  %sh_prom31 = zext i32 %37 to i64
  %shr = lshr i64 %36, %sh_prom31
  store i64 %shr, ptr %v, align 8
  br label %sw.epilog

sw.bb32:                                          ; preds = %entry
  %38 = load i64, ptr %d.addr, align 8
  %39 = load i32, ptr %w.addr, align 4
  %call33 = call i64 @ref_signed(i64 noundef %38, i32 noundef %39)
  %40 = load i32, ptr %count, align 4
  %sh_prom34 = zext i32 %40 to i64
  %shr35 = ashr i64 %call33, %sh_prom34
  store i64 %shr35, ptr %v, align 8
  br label %sw.epilog

sw.bb36:                                          ; preds = %entry
  %41 = load i64, ptr %s.addr, align 8
  store i64 %41, ptr %v, align 8
  br label %sw.epilog

sw.bb37:                                          ; preds = %entry
  %42 = load i64, ptr %d.addr, align 8
  %not = xor i64 %42, -1
  %add38 = add i64 %not, 1
  store i64 %add38, ptr %v, align 8
  br label %sw.epilog

sw.default:                                       ; preds = %entry
  call void @abort() #10
  unreachable

sw.epilog:                                        ; preds = %sw.bb37, %sw.bb36, %sw.bb32, %sw.bb30, %sw.bb29, %sw.bb28, %sw.bb26, %sw.bb25, %sw.bb21, %sw.bb17, %cond.end15, %cond.end, %sw.bb7, %sw.bb5, %sw.bb
  %43 = load i64, ptr %v, align 8
  %44 = load i32, ptr %w.addr, align 4
  %call39 = call i64 @ref_mask(i32 noundef %44)
  %and40 = and i64 %43, %call39
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %count) #9
  ret i64 %and40
}

; Function Attrs: nounwind uwtable
define dso_local void @contract_mul_bit(ptr noundef %sum, i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %i, i32 noundef %w) #0 {
entry:
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %sum.addr = alloca ptr, align 8
  %i.addr = alloca i32, align 4
  %w.addr = alloca i32, align 4
  %n = alloca i64, align 8
  %y = alloca i64, align 8
  %with = alloca i64, align 8
  %before = alloca i64, align 8
  %after = alloca i64, align 8
  %out = alloca %struct.tnum, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store ptr %sum, ptr %sum.addr, align 8
  store i32 %i, ptr %i.addr, align 4
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %n) #9
  %4 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %5 = load i32, ptr %i.addr, align 4
  %sh_prom = zext i32 %5 to i64
  %shl = shl i64 1, %sh_prom
  %sub = sub i64 %shl, 1
  %and = and i64 %4, %sub
  store i64 %and, ptr %n, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %6 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  store i64 %6, ptr %y, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %with) #9
  %7 = load i64, ptr %n, align 8
  %8 = load i32, ptr %i.addr, align 4
  %9 = load i64, ptr %y, align 8
  %call = call i64 @product_with_bit(i64 noundef %7, i32 noundef %8, i64 noundef %9)
  store i64 %call, ptr %with, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %before) #9
  %10 = load i64, ptr %n, align 8
  %11 = load i64, ptr %y, align 8
  %call1 = call i64 @prove_product(i64 noundef %10, i64 noundef %11)
  store i64 %call1, ptr %before, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %after) #9
  %12 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %13 = load i32, ptr %i.addr, align 4
  %sh_prom2 = zext i32 %13 to i64
  %shr = lshr i64 %12, %sh_prom2
  %and3 = and i64 %shr, 1
  %tobool = icmp ne i64 %and3, 0
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %14 = load i64, ptr %with, align 8
  br label %cond.end

cond.false:                                       ; preds = %entry
  %15 = load i64, ptr %before, align 8
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %14, %cond.true ], [ %15, %cond.false ]
  store i64 %cond, ptr %after, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %out) #9
  %16 = load i32, ptr %w.addr, align 4
  %call4 = call { i64, i64 } @any_bits(i32 noundef %16)
  %17 = getelementptr inbounds { i64, i64 }, ptr %out, i32 0, i32 0
  %18 = extractvalue { i64, i64 } %call4, 0
  store i64 %18, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %out, i32 0, i32 1
  %20 = extractvalue { i64, i64 } %call4, 1
  store i64 %20, ptr %19, align 8
  %21 = load ptr, ptr %sum.addr, align 8
  %22 = load i32, ptr %w.addr, align 4
  %23 = getelementptr inbounds { i64, i64 }, ptr %21, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %21, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %call5 = call zeroext i1 @bits_formed(i64 %24, i64 %26, i32 noundef %22)
  %conv = zext i1 %call5 to i32
  %27 = load i32, ptr %w.addr, align 4
  %28 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %31 = load i64, ptr %30, align 8
  %call6 = call zeroext i1 @bits_formed(i64 %29, i64 %31, i32 noundef %27)
  %conv7 = zext i1 %call6 to i32
  %and8 = and i32 %conv, %conv7
  %32 = load i32, ptr %w.addr, align 4
  %33 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %36 = load i64, ptr %35, align 8
  %call9 = call zeroext i1 @bits_formed(i64 %34, i64 %36, i32 noundef %32)
  %conv10 = zext i1 %call9 to i32
  %and11 = and i32 %and8, %conv10
  %37 = load i32, ptr %i.addr, align 4
  %38 = load i32, ptr %w.addr, align 4
  %cmp = icmp ult i32 %37, %38
  %conv12 = zext i1 %cmp to i32
  %and13 = and i32 %and11, %conv12
  %tobool14 = icmp ne i32 %and13, 0
  call void @prove_check(i1 noundef zeroext %tobool14)
  %39 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %40 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %43 = load i64, ptr %42, align 8
  %call15 = call zeroext i1 @in_bits(i64 %41, i64 %43, i64 noundef %39)
  %conv16 = zext i1 %call15 to i32
  %44 = load i64, ptr %y, align 8
  %45 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %46 = load i64, ptr %45, align 8
  %47 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %48 = load i64, ptr %47, align 8
  %call17 = call zeroext i1 @in_bits(i64 %46, i64 %48, i64 noundef %44)
  %conv18 = zext i1 %call17 to i32
  %and19 = and i32 %conv16, %conv18
  %tobool20 = icmp ne i32 %and19, 0
  call void @prove_check(i1 noundef zeroext %tobool20)
  %49 = load ptr, ptr %sum.addr, align 8
  %50 = load i64, ptr %before, align 8
  %51 = load i32, ptr %w.addr, align 4
  %call21 = call i64 @ref_mask(i32 noundef %51)
  %and22 = and i64 %50, %call21
  %52 = getelementptr inbounds { i64, i64 }, ptr %49, i32 0, i32 0
  %53 = load i64, ptr %52, align 8
  %54 = getelementptr inbounds { i64, i64 }, ptr %49, i32 0, i32 1
  %55 = load i64, ptr %54, align 8
  %call23 = call zeroext i1 @in_bits(i64 %53, i64 %55, i64 noundef %and22)
  %lnot = xor i1 %call23, true
  %lnot.ext = zext i1 %lnot to i32
  %56 = load i64, ptr %after, align 8
  %57 = load i32, ptr %w.addr, align 4
  %call24 = call i64 @ref_mask(i32 noundef %57)
  %and25 = and i64 %56, %call24
  %58 = getelementptr inbounds { i64, i64 }, ptr %out, i32 0, i32 0
  %59 = load i64, ptr %58, align 8
  %60 = getelementptr inbounds { i64, i64 }, ptr %out, i32 0, i32 1
  %61 = load i64, ptr %60, align 8
  %call26 = call zeroext i1 @in_bits(i64 %59, i64 %61, i64 noundef %and25)
  %conv27 = zext i1 %call26 to i32
  %or = or i32 %lnot.ext, %conv27
  %tobool28 = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool28)
  %62 = load ptr, ptr %sum.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %62, ptr align 8 %out, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %out) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %after) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %before) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %with) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %n) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal i64 @product_with_bit(i64 noundef %n, i32 noundef %i, i64 noundef %y) #0 {
entry:
  %n.addr = alloca i64, align 8
  %i.addr = alloca i32, align 4
  %y.addr = alloca i64, align 8
  %with = alloca i64, align 8
  store i64 %n, ptr %n.addr, align 8
  store i32 %i, ptr %i.addr, align 4
  store i64 %y, ptr %y.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %with) #9
  %0 = load i64, ptr %n.addr, align 8
  %1 = load i32, ptr %i.addr, align 4
  %sh_prom = zext i32 %1 to i64
  %shl = shl i64 1, %sh_prom
  %or = or i64 %0, %shl
  %2 = load i64, ptr %y.addr, align 8
  %call = call i64 @prove_product(i64 noundef %or, i64 noundef %2)
  store i64 %call, ptr %with, align 8
  %3 = load i64, ptr %with, align 8
  %4 = load i64, ptr %n.addr, align 8
  %5 = load i64, ptr %y.addr, align 8
  %call1 = call i64 @prove_product(i64 noundef %4, i64 noundef %5)
  %6 = load i64, ptr %y.addr, align 8
  %7 = load i32, ptr %i.addr, align 4
  %sh_prom2 = zext i32 %7 to i64
  %shl3 = shl i64 %6, %sh_prom2
  %add = add i64 %call1, %shl3
  %cmp = icmp eq i64 %3, %add
  call void @prove_assume(i1 noundef zeroext %cmp)
  %8 = load i64, ptr %with, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %with) #9
  ret i64 %8
}

declare i64 @prove_product(i64 noundef, i64 noundef) #8

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @contract_mul_long(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.tnum, align 8
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @any_bits(i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call, 1
  store i64 %8, ptr %7, align 8
  %9 = load i32, ptr %w.addr, align 4
  %10 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call1 = call zeroext i1 @bits_formed(i64 %11, i64 %13, i32 noundef %9)
  %conv = zext i1 %call1 to i32
  %14 = load i32, ptr %w.addr, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %call2 = call zeroext i1 @bits_formed(i64 %16, i64 %18, i32 noundef %14)
  %conv3 = zext i1 %call2 to i32
  %and = and i32 %conv, %conv3
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %19 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %call4 = call zeroext i1 @in_bits(i64 %21, i64 %23, i64 noundef %19)
  %conv5 = zext i1 %call4 to i32
  %24 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %28 = load i64, ptr %27, align 8
  %call6 = call zeroext i1 @in_bits(i64 %26, i64 %28, i64 noundef %24)
  %conv7 = zext i1 %call6 to i32
  %and8 = and i32 %conv5, %conv7
  %29 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %33 = load i64, ptr %32, align 8
  %call9 = call zeroext i1 @in_bits(i64 %31, i64 %33, i64 noundef %29)
  %conv10 = zext i1 %call9 to i32
  %34 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %36 = load i64, ptr %35, align 8
  %37 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %38 = load i64, ptr %37, align 8
  %call11 = call zeroext i1 @in_bits(i64 %36, i64 %38, i64 noundef %34)
  %conv12 = zext i1 %call11 to i32
  %and13 = and i32 %conv10, %conv12
  %or = or i32 %and8, %and13
  %tobool14 = icmp ne i32 %or, 0
  %lnot = xor i1 %tobool14, true
  %lnot.ext = zext i1 %lnot to i32
  %39 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %40 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  %mul = mul i64 %39, %40
  %41 = load i32, ptr %w.addr, align 4
  %call15 = call i64 @ref_mask(i32 noundef %41)
  %and16 = and i64 %mul, %call15
  %42 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %43 = load i64, ptr %42, align 8
  %44 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %45 = load i64, ptr %44, align 8
  %call17 = call zeroext i1 @in_bits(i64 %43, i64 %45, i64 noundef %and16)
  %conv18 = zext i1 %call17 to i32
  %or19 = or i32 %lnot.ext, %conv18
  %tobool20 = icmp ne i32 %or19, 0
  call void @prove_assume(i1 noundef zeroext %tobool20)
  %46 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %46
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @contract_range(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %low = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %4 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %5 = load i32, ptr %w.addr, align 4
  %call = call i64 @ref_mask(i32 noundef %5)
  %and = and i64 %4, %call
  store i64 %and, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %6 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @operand_y(i32 noundef %6)
  store i64 %call1, ptr %y, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %base = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %7 = load i64, ptr %base, align 8
  %8 = load i64, ptr %x, align 8
  %base2 = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %9 = load i64, ptr %base2, align 8
  %sub = sub i64 %8, %9
  %10 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %10, 2
  %call3 = call i64 @ref_mask(i32 noundef %div)
  %and4 = and i64 %sub, %call3
  %add = add i64 %7, %and4
  store i64 %add, ptr %low, align 8
  %11 = load i32, ptr %w.addr, align 4
  %call5 = call { i64, i64 } @any_range(i32 noundef %11)
  %12 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %13 = extractvalue { i64, i64 } %call5, 0
  store i64 %13, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %15 = extractvalue { i64, i64 } %call5, 1
  store i64 %15, ptr %14, align 8
  %16 = load i32, ptr %w.addr, align 4
  %17 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call6 = call zeroext i1 @range_formed(i64 %18, i64 %20, i32 noundef %16)
  %conv = zext i1 %call6 to i32
  %21 = load i32, ptr %w.addr, align 4
  %22 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %23 = load i64, ptr %22, align 8
  %24 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %25 = load i64, ptr %24, align 8
  %call7 = call zeroext i1 @range_formed(i64 %23, i64 %25, i32 noundef %21)
  %conv8 = zext i1 %call7 to i32
  %and9 = and i32 %conv, %conv8
  %tobool = icmp ne i32 %and9, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %26 = load i32, ptr @about, align 8
  %call10 = call zeroext i1 @is_shift(i32 noundef %26)
  %lnot = xor i1 %call10, true
  %lnot.ext = zext i1 %lnot to i32
  %base11 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %27 = load i64, ptr %base11, align 8
  %28 = load i32, ptr %w.addr, align 4
  %conv12 = zext i32 %28 to i64
  %cmp = icmp ult i64 %27, %conv12
  %conv13 = zext i1 %cmp to i32
  %size = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %29 = load i64, ptr %size, align 8
  %30 = load i32, ptr %w.addr, align 4
  %conv14 = zext i32 %30 to i64
  %cmp15 = icmp ult i64 %29, %conv14
  %conv16 = zext i1 %cmp15 to i32
  %and17 = and i32 %conv13, %conv16
  %base18 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %31 = load i64, ptr %base18, align 8
  %size19 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %32 = load i64, ptr %size19, align 8
  %add20 = add i64 %31, %32
  %33 = load i32, ptr %w.addr, align 4
  %conv21 = zext i32 %33 to i64
  %cmp22 = icmp ult i64 %add20, %conv21
  %conv23 = zext i1 %cmp22 to i32
  %and24 = and i32 %and17, %conv23
  %or = or i32 %lnot.ext, %and24
  %tobool25 = icmp ne i32 %or, 0
  call void @prove_check(i1 noundef zeroext %tobool25)
  %34 = load i64, ptr %x, align 8
  %35 = load i32, ptr %w.addr, align 4
  %36 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %37 = load i64, ptr %36, align 8
  %38 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %39 = load i64, ptr %38, align 8
  %call26 = call zeroext i1 @in_range(i64 %37, i64 %39, i64 noundef %34, i32 noundef %35)
  %conv27 = zext i1 %call26 to i32
  %40 = load i64, ptr %y, align 8
  %41 = load i32, ptr %w.addr, align 4
  %42 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %43 = load i64, ptr %42, align 8
  %44 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %45 = load i64, ptr %44, align 8
  %call28 = call zeroext i1 @in_range(i64 %43, i64 %45, i64 noundef %40, i32 noundef %41)
  %conv29 = zext i1 %call28 to i32
  %and30 = and i32 %conv27, %conv29
  %tobool31 = icmp ne i32 %and30, 0
  %lnot32 = xor i1 %tobool31, true
  %lnot.ext33 = zext i1 %lnot32 to i32
  %46 = load i32, ptr @about, align 8
  %47 = load i64, ptr %x, align 8
  %48 = load i64, ptr %y, align 8
  %49 = load i32, ptr %w.addr, align 4
  %call34 = call i64 @ref_alu(i32 noundef %46, i64 noundef %47, i64 noundef %48, i32 noundef %49)
  %50 = load i32, ptr %w.addr, align 4
  %51 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %52 = load i64, ptr %51, align 8
  %53 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %54 = load i64, ptr %53, align 8
  %call35 = call zeroext i1 @in_range(i64 %52, i64 %54, i64 noundef %call34, i32 noundef %50)
  %conv36 = zext i1 %call35 to i32
  %or37 = or i32 %lnot.ext33, %conv36
  %tobool38 = icmp ne i32 %or37, 0
  call void @prove_assume(i1 noundef zeroext %tobool38)
  %55 = load i64, ptr %low, align 8
  %56 = load i32, ptr %w.addr, align 4
  %57 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %58 = load i64, ptr %57, align 8
  %59 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %60 = load i64, ptr %59, align 8
  %call39 = call zeroext i1 @in_range(i64 %58, i64 %60, i64 noundef %55, i32 noundef %56)
  %conv40 = zext i1 %call39 to i32
  %61 = load i64, ptr %y, align 8
  %62 = load i32, ptr %w.addr, align 4
  %63 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %64 = load i64, ptr %63, align 8
  %65 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %66 = load i64, ptr %65, align 8
  %call41 = call zeroext i1 @in_range(i64 %64, i64 %66, i64 noundef %61, i32 noundef %62)
  %conv42 = zext i1 %call41 to i32
  %and43 = and i32 %conv40, %conv42
  %tobool44 = icmp ne i32 %and43, 0
  %lnot45 = xor i1 %tobool44, true
  %lnot.ext46 = zext i1 %lnot45 to i32
  %67 = load i32, ptr @about, align 8
  %68 = load i64, ptr %low, align 8
  %69 = load i64, ptr %y, align 8
  %70 = load i32, ptr %w.addr, align 4
  %call47 = call i64 @ref_alu(i32 noundef %67, i64 noundef %68, i64 noundef %69, i32 noundef %70)
  %71 = load i32, ptr %w.addr, align 4
  %72 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %73 = load i64, ptr %72, align 8
  %74 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %75 = load i64, ptr %74, align 8
  %call48 = call zeroext i1 @in_range(i64 %73, i64 %75, i64 noundef %call47, i32 noundef %71)
  %conv49 = zext i1 %call48 to i32
  %or50 = or i32 %lnot.ext46, %conv49
  %tobool51 = icmp ne i32 %or50, 0
  call void @prove_assume(i1 noundef zeroext %tobool51)
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  %76 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %76
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @any_range(i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %base = getelementptr inbounds %struct.range, ptr %retval, i32 0, i32 0
  %0 = load i32, ptr %w.addr, align 4
  %call = call i64 @any(i32 noundef %0)
  store i64 %call, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %retval, i32 0, i32 1
  %1 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @any(i32 noundef %1)
  store i64 %call1, ptr %size, align 8
  %2 = load i32, ptr %w.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call2 = call zeroext i1 @range_formed(i64 %4, i64 %6, i32 noundef %2)
  call void @prove_assume(i1 noundef zeroext %call2)
  %7 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %7
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @range_formed(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %2 = load i64, ptr %base, align 8
  %3 = load i32, ptr %w.addr, align 4
  %call = call i64 @ref_mask(i32 noundef %3)
  %cmp = icmp ule i64 %2, %call
  %conv = zext i1 %cmp to i32
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %4 = load i64, ptr %size, align 8
  %5 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @ref_mask(i32 noundef %5)
  %cmp2 = icmp ule i64 %4, %call1
  %conv3 = zext i1 %cmp2 to i32
  %and = and i32 %conv, %conv3
  %size4 = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %size4, align 8
  %7 = load i32, ptr %w.addr, align 4
  %call5 = call i64 @ref_mask(i32 noundef %7)
  %cmp6 = icmp ne i64 %6, %call5
  %conv7 = zext i1 %cmp6 to i32
  %base8 = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %8 = load i64, ptr %base8, align 8
  %tobool = icmp ne i64 %8, 0
  %lnot = xor i1 %tobool, true
  %lnot.ext = zext i1 %lnot to i32
  %or = or i32 %conv7, %lnot.ext
  %and9 = and i32 %and, %or
  %tobool10 = icmp ne i32 %and9, 0
  ret i1 %tobool10
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @in_range(i64 %r.coerce0, i64 %r.coerce1, i64 noundef %v, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load i64, ptr %v.addr, align 8
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %3 = load i64, ptr %base, align 8
  %sub = sub i64 %2, %3
  %4 = load i32, ptr %w.addr, align 4
  %call = call i64 @ref_mask(i32 noundef %4)
  %and = and i64 %sub, %call
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %5 = load i64, ptr %size, align 8
  %cmp = icmp ule i64 %and, %5
  ret i1 %cmp
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @contract_reduce(ptr noundef %s, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %out = alloca %struct.scalar, align 8
  %some = alloca i8, align 1
  %i = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %out) #9
  %0 = load i32, ptr %w.addr, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %out, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %call = call zeroext i1 @any_bool()
  %storedv = zext i1 %call to i8
  store i8 %storedv, ptr %some, align 1
  %1 = load ptr, ptr %s.addr, align 8
  %2 = load i32, ptr %w.addr, align 4
  %call1 = call zeroext i1 @scalar_formed(ptr noundef %1, i32 noundef %2)
  call void @prove_check(i1 noundef zeroext %call1)
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %3 = load i32, ptr %i, align 4
  %cmp = icmp ult i32 %3, 2
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.body:                                         ; preds = %for.cond
  %4 = load ptr, ptr %s.addr, align 8
  %5 = load i32, ptr %i, align 4
  %idxprom = zext i32 %5 to i64
  %arrayidx = getelementptr inbounds [2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 %idxprom
  %6 = load i64, ptr %arrayidx, align 8
  %7 = load i32, ptr %w.addr, align 4
  %call2 = call zeroext i1 @in_scalar(ptr noundef %4, i64 noundef %6, i32 noundef %7)
  %lnot = xor i1 %call2, true
  %lnot.ext = zext i1 %lnot to i32
  %8 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %8 to i1
  %conv = zext i1 %loadedv to i32
  %9 = load i32, ptr %i, align 4
  %idxprom3 = zext i32 %9 to i64
  %arrayidx4 = getelementptr inbounds [2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 %idxprom3
  %10 = load i64, ptr %arrayidx4, align 8
  %11 = load i32, ptr %w.addr, align 4
  %call5 = call zeroext i1 @in_scalar(ptr noundef %out, i64 noundef %10, i32 noundef %11)
  %conv6 = zext i1 %call5 to i32
  %and = and i32 %conv, %conv6
  %or = or i32 %lnot.ext, %and
  %tobool = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool)
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %12 = load i32, ptr %i, align 4
  %inc = add i32 %12, 1
  store i32 %inc, ptr %i, align 4
  br label %for.cond, !llvm.loop !19

for.end:                                          ; preds = %for.cond.cleanup
  %13 = load ptr, ptr %s.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %13, ptr align 8 %out, i64 48, i1 false)
  %14 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv7 = trunc i8 %14 to i1
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %out) #9
  ret i1 %loadedv7
}

; Function Attrs: nounwind uwtable
define internal void @any_scalar(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, i32 noundef %w) #0 {
entry:
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %bits = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 0
  %0 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @any_bits(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call, 1
  store i64 %4, ptr %3, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 1
  %5 = load i32, ptr %w.addr, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call1, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call1, 1
  store i64 %9, ptr %8, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %agg.result, i32 0, i32 2
  %10 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %10, 2
  %call2 = call { i64, i64 } @any_range(i32 noundef %div)
  %11 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %12 = extractvalue { i64, i64 } %call2, 0
  store i64 %12, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %14 = extractvalue { i64, i64 } %call2, 1
  store i64 %14, ptr %13, align 8
  ret void
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @any_bool() #0 {
entry:
  %call = call i64 @prove_any()
  %and = and i64 %call, 1
  %tobool = icmp ne i64 %and, 0
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @scalar_formed(ptr noundef %s, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  %1 = load i32, ptr %w.addr, align 4
  %2 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %5 = load i64, ptr %4, align 8
  %call = call zeroext i1 @bits_formed(i64 %3, i64 %5, i32 noundef %1)
  %conv = zext i1 %call to i32
  %6 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %6, i32 0, i32 1
  %7 = load i32, ptr %w.addr, align 4
  %8 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %call1 = call zeroext i1 @range_formed(i64 %9, i64 %11, i32 noundef %7)
  %conv2 = zext i1 %call1 to i32
  %and = and i32 %conv, %conv2
  %12 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %12, i32 0, i32 2
  %13 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %13, 2
  %14 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %17 = load i64, ptr %16, align 8
  %call3 = call zeroext i1 @range_formed(i64 %15, i64 %17, i32 noundef %div)
  %conv4 = zext i1 %call3 to i32
  %and5 = and i32 %and, %conv4
  %tobool = icmp ne i32 %and5, 0
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @in_scalar(ptr noundef %s, i64 noundef %v, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  %1 = load i64, ptr %v.addr, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %5 = load i64, ptr %4, align 8
  %call = call zeroext i1 @in_bits(i64 %3, i64 %5, i64 noundef %1)
  %conv = zext i1 %call to i32
  %6 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %6, i32 0, i32 1
  %7 = load i64, ptr %v.addr, align 8
  %8 = load i32, ptr %w.addr, align 4
  %9 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call1 = call zeroext i1 @in_range(i64 %10, i64 %12, i64 noundef %7, i32 noundef %8)
  %conv2 = zext i1 %call1 to i32
  %and = and i32 %conv, %conv2
  %13 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %13, i32 0, i32 2
  %14 = load i64, ptr %v.addr, align 8
  %15 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %15, 2
  %16 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call3 = call zeroext i1 @in_range(i64 %17, i64 %19, i64 noundef %14, i32 noundef %div)
  %conv4 = zext i1 %call3 to i32
  %and5 = and i32 %and, %conv4
  %tobool = icmp ne i32 %and5, 0
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @contract_reduce_operand(ptr noundef %s, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %v = alloca i64, align 8
  %out = alloca %struct.scalar, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %0 = load i32, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 5), align 8
  %inc = add i32 %0, 1
  store i32 %inc, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 5), align 8
  %idxprom = zext i32 %0 to i64
  %arrayidx = getelementptr inbounds [2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 %idxprom
  %1 = load i64, ptr %arrayidx, align 8
  store i64 %1, ptr %v, align 8
  call void @llvm.lifetime.start.p0(i64 48, ptr %out) #9
  %2 = load i32, ptr %w.addr, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %out, i32 noundef %2)
  %3 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %3, i32 0, i32 0
  %4 = load i32, ptr %w.addr, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call = call zeroext i1 @bits_formed(i64 %6, i64 %8, i32 noundef %4)
  call void @prove_check_bits(i1 noundef zeroext %call)
  %9 = load ptr, ptr %s.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %9, i32 0, i32 0
  %10 = load i64, ptr %v, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call2 = call zeroext i1 @in_bits(i64 %12, i64 %14, i64 noundef %10)
  call void @prove_check_bits(i1 noundef zeroext %call2)
  %15 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %15, i32 0, i32 1
  %16 = load i32, ptr %w.addr, align 4
  %17 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call3 = call zeroext i1 @range_formed(i64 %18, i64 %20, i32 noundef %16)
  %conv = zext i1 %call3 to i32
  %21 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %21, i32 0, i32 2
  %22 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %22, 2
  %23 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %call4 = call zeroext i1 @range_formed(i64 %24, i64 %26, i32 noundef %div)
  %conv5 = zext i1 %call4 to i32
  %and = and i32 %conv, %conv5
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %27 = load ptr, ptr %s.addr, align 8
  %r646 = getelementptr inbounds %struct.scalar, ptr %27, i32 0, i32 1
  %28 = load i64, ptr %v, align 8
  %29 = load i32, ptr %w.addr, align 4
  %30 = getelementptr inbounds { i64, i64 }, ptr %r646, i32 0, i32 0
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %r646, i32 0, i32 1
  %33 = load i64, ptr %32, align 8
  %call7 = call zeroext i1 @in_range(i64 %31, i64 %33, i64 noundef %28, i32 noundef %29)
  %conv8 = zext i1 %call7 to i32
  %34 = load ptr, ptr %s.addr, align 8
  %r329 = getelementptr inbounds %struct.scalar, ptr %34, i32 0, i32 2
  %35 = load i64, ptr %v, align 8
  %36 = load i32, ptr %w.addr, align 4
  %div10 = udiv i32 %36, 2
  %37 = getelementptr inbounds { i64, i64 }, ptr %r329, i32 0, i32 0
  %38 = load i64, ptr %37, align 8
  %39 = getelementptr inbounds { i64, i64 }, ptr %r329, i32 0, i32 1
  %40 = load i64, ptr %39, align 8
  %call11 = call zeroext i1 @in_range(i64 %38, i64 %40, i64 noundef %35, i32 noundef %div10)
  %conv12 = zext i1 %call11 to i32
  %and13 = and i32 %conv8, %conv12
  %tobool14 = icmp ne i32 %and13, 0
  call void @prove_check(i1 noundef zeroext %tobool14)
  %41 = load i64, ptr %v, align 8
  %42 = load i32, ptr %w.addr, align 4
  %call15 = call zeroext i1 @in_scalar(ptr noundef %out, i64 noundef %41, i32 noundef %42)
  call void @prove_assume(i1 noundef zeroext %call15)
  %43 = load ptr, ptr %s.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %43, ptr align 8 %out, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %out) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  ret i1 true
}

declare void @prove_check_bits(i1 noundef zeroext) #8

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @contract_join(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %i = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @any_range(i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call, 1
  store i64 %8, ptr %7, align 8
  %9 = load i32, ptr %w.addr, align 4
  %10 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call1 = call zeroext i1 @range_formed(i64 %11, i64 %13, i32 noundef %9)
  %conv = zext i1 %call1 to i32
  %14 = load i32, ptr %w.addr, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %call2 = call zeroext i1 @range_formed(i64 %16, i64 %18, i32 noundef %14)
  %conv3 = zext i1 %call2 to i32
  %and = and i32 %conv, %conv3
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %19 = load i32, ptr %i, align 4
  %cmp = icmp ult i32 %19, 2
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.body:                                         ; preds = %for.cond
  %20 = load i32, ptr %i, align 4
  %idxprom = zext i32 %20 to i64
  %arrayidx = getelementptr inbounds [2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 %idxprom
  %21 = load i64, ptr %arrayidx, align 8
  %22 = load i32, ptr %w.addr, align 4
  %23 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %call5 = call zeroext i1 @in_range(i64 %24, i64 %26, i64 noundef %21, i32 noundef %22)
  %conv6 = zext i1 %call5 to i32
  %27 = load i32, ptr %i, align 4
  %idxprom7 = zext i32 %27 to i64
  %arrayidx8 = getelementptr inbounds [2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 %idxprom7
  %28 = load i64, ptr %arrayidx8, align 8
  %29 = load i32, ptr %w.addr, align 4
  %30 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %33 = load i64, ptr %32, align 8
  %call9 = call zeroext i1 @in_range(i64 %31, i64 %33, i64 noundef %28, i32 noundef %29)
  %conv10 = zext i1 %call9 to i32
  %or = or i32 %conv6, %conv10
  %tobool11 = icmp ne i32 %or, 0
  %lnot = xor i1 %tobool11, true
  %lnot.ext = zext i1 %lnot to i32
  %34 = load i32, ptr %i, align 4
  %idxprom12 = zext i32 %34 to i64
  %arrayidx13 = getelementptr inbounds [2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 %idxprom12
  %35 = load i64, ptr %arrayidx13, align 8
  %36 = load i32, ptr %w.addr, align 4
  %37 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %38 = load i64, ptr %37, align 8
  %39 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %40 = load i64, ptr %39, align 8
  %call14 = call zeroext i1 @in_range(i64 %38, i64 %40, i64 noundef %35, i32 noundef %36)
  %conv15 = zext i1 %call14 to i32
  %or16 = or i32 %lnot.ext, %conv15
  %tobool17 = icmp ne i32 %or16, 0
  call void @prove_assume(i1 noundef zeroext %tobool17)
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %41 = load i32, ptr %i, align 4
  %inc = add i32 %41, 1
  store i32 %inc, ptr %i, align 4
  br label %for.cond, !llvm.loop !20

for.end:                                          ; preds = %for.cond.cleanup
  %42 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %42
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @contract_meet(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w, ptr noundef %out) #0 {
entry:
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %out.addr = alloca ptr, align 8
  %r = alloca %struct.range, align 8
  %some = alloca i8, align 1
  %i = alloca i32, align 4
  %v = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  store ptr %out, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %r) #9
  %4 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @any_range(i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call, 1
  store i64 %8, ptr %7, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %call1 = call zeroext i1 @any_bool()
  %storedv = zext i1 %call1 to i8
  store i8 %storedv, ptr %some, align 1
  %9 = load i32, ptr %w.addr, align 4
  %10 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call2 = call zeroext i1 @range_formed(i64 %11, i64 %13, i32 noundef %9)
  %conv = zext i1 %call2 to i32
  %14 = load i32, ptr %w.addr, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %call3 = call zeroext i1 @range_formed(i64 %16, i64 %18, i32 noundef %14)
  %conv4 = zext i1 %call3 to i32
  %and = and i32 %conv, %conv4
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %19 = load i32, ptr %i, align 4
  %cmp = icmp ult i32 %19, 4
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.body:                                         ; preds = %for.cond
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %20 = load i32, ptr %i, align 4
  %div = udiv i32 %20, 2
  %idxprom = zext i32 %div to i64
  %arrayidx = getelementptr inbounds [2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 %idxprom
  %21 = load i64, ptr %arrayidx, align 8
  %22 = load i32, ptr %i, align 4
  %rem = urem i32 %22, 2
  %tobool6 = icmp ne i32 %rem, 0
  br i1 %tobool6, label %cond.true, label %cond.false

cond.true:                                        ; preds = %for.body
  %23 = load i32, ptr %w.addr, align 4
  %call7 = call i64 @sign_bit(i32 noundef %23)
  br label %cond.end

cond.false:                                       ; preds = %for.body
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %call7, %cond.true ], [ 0, %cond.false ]
  %xor = xor i64 %21, %cond
  %24 = load i32, ptr %w.addr, align 4
  %call8 = call i64 @ref_mask(i32 noundef %24)
  %and9 = and i64 %xor, %call8
  store i64 %and9, ptr %v, align 8
  %25 = load i64, ptr %v, align 8
  %26 = load i32, ptr %w.addr, align 4
  %27 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %30 = load i64, ptr %29, align 8
  %call10 = call zeroext i1 @in_range(i64 %28, i64 %30, i64 noundef %25, i32 noundef %26)
  %conv11 = zext i1 %call10 to i32
  %31 = load i64, ptr %v, align 8
  %32 = load i32, ptr %w.addr, align 4
  %33 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %36 = load i64, ptr %35, align 8
  %call12 = call zeroext i1 @in_range(i64 %34, i64 %36, i64 noundef %31, i32 noundef %32)
  %conv13 = zext i1 %call12 to i32
  %and14 = and i32 %conv11, %conv13
  %tobool15 = icmp ne i32 %and14, 0
  %lnot = xor i1 %tobool15, true
  %lnot.ext = zext i1 %lnot to i32
  %37 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %37 to i1
  %conv16 = zext i1 %loadedv to i32
  %38 = load i64, ptr %v, align 8
  %39 = load i32, ptr %w.addr, align 4
  %40 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %43 = load i64, ptr %42, align 8
  %call17 = call zeroext i1 @in_range(i64 %41, i64 %43, i64 noundef %38, i32 noundef %39)
  %conv18 = zext i1 %call17 to i32
  %and19 = and i32 %conv16, %conv18
  %or = or i32 %lnot.ext, %and19
  %tobool20 = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool20)
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  br label %for.inc

for.inc:                                          ; preds = %cond.end
  %44 = load i32, ptr %i, align 4
  %inc = add i32 %44, 1
  store i32 %inc, ptr %i, align 4
  br label %for.cond, !llvm.loop !21

for.end:                                          ; preds = %for.cond.cleanup
  %45 = load ptr, ptr %out.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %45, ptr align 8 %r, i64 16, i1 false)
  %46 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv21 = trunc i8 %46 to i1
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %r) #9
  ret i1 %loadedv21
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @contract_tnum_next(i64 %t.coerce0, i64 %t.coerce1, i64 noundef %x, i32 noundef %w, ptr noundef %out) #0 {
entry:
  %t = alloca %struct.tnum, align 8
  %x.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %out.addr = alloca ptr, align 8
  %h = alloca i32, align 4
  %v = alloca i64, align 8
  %next = alloca i64, align 8
  %meant = alloca [3 x i64], align 16
  %some = alloca i8, align 1
  %i = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i64 %x, ptr %x.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  store ptr %out, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %h) #9
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  store i32 %div, ptr %h, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %2 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  store i64 %2, ptr %v, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %next) #9
  %3 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @any(i32 noundef %3)
  store i64 %call1, ptr %next, align 8
  call void @llvm.lifetime.start.p0(i64 24, ptr %meant) #9
  %4 = load i64, ptr %v, align 8
  store i64 %4, ptr %meant, align 8
  %arrayinit.element = getelementptr inbounds i64, ptr %meant, i64 1
  %5 = load i64, ptr %v, align 8
  %6 = load i32, ptr %h, align 4
  %sh_prom = zext i32 %6 to i64
  %shr = lshr i64 %5, %sh_prom
  store i64 %shr, ptr %arrayinit.element, align 8
  %arrayinit.element2 = getelementptr inbounds i64, ptr %meant, i64 2
  %7 = load i64, ptr %v, align 8
  %8 = load i32, ptr %h, align 4
  %call3 = call i64 @ref_mask(i32 noundef %8)
  %and = and i64 %7, %call3
  store i64 %and, ptr %arrayinit.element2, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %call4 = call zeroext i1 @any_bool()
  %storedv = zext i1 %call4 to i8
  store i8 %storedv, ptr %some, align 1
  %9 = load i32, ptr %w.addr, align 4
  %10 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call5 = call zeroext i1 @bits_formed(i64 %11, i64 %13, i32 noundef %9)
  %conv = zext i1 %call5 to i32
  %14 = load i64, ptr %x.addr, align 8
  %15 = load i32, ptr %w.addr, align 4
  %call6 = call i64 @ref_mask(i32 noundef %15)
  %cmp = icmp ule i64 %14, %call6
  %conv7 = zext i1 %cmp to i32
  %and8 = and i32 %conv, %conv7
  %tobool = icmp ne i32 %and8, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %16 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %16 to i1
  %lnot = xor i1 %loadedv, true
  %lnot.ext = zext i1 %lnot to i32
  %17 = load i64, ptr %next, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %21 = load i64, ptr %20, align 8
  %call9 = call zeroext i1 @in_bits(i64 %19, i64 %21, i64 noundef %17)
  %conv10 = zext i1 %call9 to i32
  %22 = load i64, ptr %x.addr, align 8
  %23 = load i64, ptr %next, align 8
  %cmp11 = icmp ule i64 %22, %23
  %conv12 = zext i1 %cmp11 to i32
  %and13 = and i32 %conv10, %conv12
  %or = or i32 %lnot.ext, %and13
  %tobool14 = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool14)
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %24 = load i32, ptr %i, align 4
  %cmp15 = icmp ult i32 %24, 3
  br i1 %cmp15, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.body:                                         ; preds = %for.cond
  %25 = load i32, ptr %i, align 4
  %idxprom = zext i32 %25 to i64
  %arrayidx = getelementptr inbounds [3 x i64], ptr %meant, i64 0, i64 %idxprom
  %26 = load i64, ptr %arrayidx, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %30 = load i64, ptr %29, align 8
  %call17 = call zeroext i1 @in_bits(i64 %28, i64 %30, i64 noundef %26)
  %conv18 = zext i1 %call17 to i32
  %31 = load i64, ptr %x.addr, align 8
  %32 = load i32, ptr %i, align 4
  %idxprom19 = zext i32 %32 to i64
  %arrayidx20 = getelementptr inbounds [3 x i64], ptr %meant, i64 0, i64 %idxprom19
  %33 = load i64, ptr %arrayidx20, align 8
  %cmp21 = icmp ule i64 %31, %33
  %conv22 = zext i1 %cmp21 to i32
  %and23 = and i32 %conv18, %conv22
  %tobool24 = icmp ne i32 %and23, 0
  %lnot25 = xor i1 %tobool24, true
  %lnot.ext26 = zext i1 %lnot25 to i32
  %34 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv27 = trunc i8 %34 to i1
  %conv28 = zext i1 %loadedv27 to i32
  %35 = load i64, ptr %next, align 8
  %36 = load i32, ptr %i, align 4
  %idxprom29 = zext i32 %36 to i64
  %arrayidx30 = getelementptr inbounds [3 x i64], ptr %meant, i64 0, i64 %idxprom29
  %37 = load i64, ptr %arrayidx30, align 8
  %cmp31 = icmp ule i64 %35, %37
  %conv32 = zext i1 %cmp31 to i32
  %and33 = and i32 %conv28, %conv32
  %or34 = or i32 %lnot.ext26, %and33
  %tobool35 = icmp ne i32 %or34, 0
  call void @prove_assume(i1 noundef zeroext %tobool35)
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %38 = load i32, ptr %i, align 4
  %inc = add i32 %38, 1
  store i32 %inc, ptr %i, align 4
  br label %for.cond, !llvm.loop !22

for.end:                                          ; preds = %for.cond.cleanup
  %39 = load i64, ptr %next, align 8
  %40 = load ptr, ptr %out.addr, align 8
  store i64 %39, ptr %40, align 8
  %41 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv36 = trunc i8 %41 to i1
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 24, ptr %meant) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %next) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %h) #9
  ret i1 %loadedv36
}

; Function Attrs: nounwind uwtable
define internal i32 @w_() #0 {
entry:
  %call = call i64 @prove_constant(i32 noundef 0)
  %conv = trunc i64 %call to i32
  ret i32 %conv
}

; Function Attrs: nounwind uwtable
define internal i64 @any(i32 noundef %w) #0 {
entry:
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %call = call i64 @prove_any()
  %0 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @ref_mask(i32 noundef %0)
  %and = and i64 %call, %call1
  ret i64 %and
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @contract_member_next(ptr noundef %set, i64 noundef %x, ptr noundef %out) #0 {
entry:
  %set.addr = alloca ptr, align 8
  %x.addr = alloca i64, align 8
  %out.addr = alloca ptr, align 8
  %next = alloca i64, align 8
  %v = alloca i64, align 8
  %m = alloca i64, align 8
  %meant = alloca [2 x i64], align 16
  %some = alloca i8, align 1
  %i = alloca i32, align 4
  store ptr %set, ptr %set.addr, align 8
  store i64 %x, ptr %x.addr, align 8
  store ptr %out, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %next) #9
  %0 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %0, i32 0, i32 3
  %1 = load i32, ptr %w, align 4
  %call = call i64 @any(i32 noundef %1)
  store i64 %call, ptr %next, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %2 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  store i64 %2, ptr %v, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %m) #9
  %3 = load ptr, ptr %set.addr, align 8
  %w1 = getelementptr inbounds %struct.members, ptr %3, i32 0, i32 3
  %4 = load i32, ptr %w1, align 4
  %call2 = call i64 @ref_mask(i32 noundef %4)
  store i64 %call2, ptr %m, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %meant) #9
  %5 = load i64, ptr %v, align 8
  %6 = load i64, ptr %m, align 8
  %and = and i64 %5, %6
  store i64 %and, ptr %meant, align 8
  %arrayinit.element = getelementptr inbounds i64, ptr %meant, i64 1
  %7 = load i64, ptr %v, align 8
  %not = xor i64 %7, -1
  %8 = load i64, ptr %m, align 8
  %and3 = and i64 %not, %8
  store i64 %and3, ptr %arrayinit.element, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %call4 = call zeroext i1 @any_bool()
  %storedv = zext i1 %call4 to i8
  store i8 %storedv, ptr %some, align 1
  %9 = load ptr, ptr %set.addr, align 8
  %call5 = call zeroext i1 @members_formed(ptr noundef %9)
  %conv = zext i1 %call5 to i32
  %10 = load i64, ptr %x.addr, align 8
  %11 = load ptr, ptr %set.addr, align 8
  %w6 = getelementptr inbounds %struct.members, ptr %11, i32 0, i32 3
  %12 = load i32, ptr %w6, align 4
  %call7 = call i64 @ref_mask(i32 noundef %12)
  %cmp = icmp ule i64 %10, %call7
  %conv8 = zext i1 %cmp to i32
  %and9 = and i32 %conv, %conv8
  %tobool = icmp ne i32 %and9, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %13 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %13 to i1
  %lnot = xor i1 %loadedv, true
  %lnot.ext = zext i1 %lnot to i32
  %14 = load ptr, ptr %set.addr, align 8
  %15 = load i64, ptr %next, align 8
  %call10 = call zeroext i1 @in_members(ptr noundef %14, i64 noundef %15)
  %conv11 = zext i1 %call10 to i32
  %16 = load i64, ptr %x.addr, align 8
  %17 = load i64, ptr %next, align 8
  %cmp12 = icmp ule i64 %16, %17
  %conv13 = zext i1 %cmp12 to i32
  %and14 = and i32 %conv11, %conv13
  %or = or i32 %lnot.ext, %and14
  %tobool15 = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool15)
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %18 = load i32, ptr %i, align 4
  %cmp16 = icmp ult i32 %18, 2
  br i1 %cmp16, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.body:                                         ; preds = %for.cond
  %19 = load ptr, ptr %set.addr, align 8
  %20 = load i32, ptr %i, align 4
  %idxprom = zext i32 %20 to i64
  %arrayidx = getelementptr inbounds [2 x i64], ptr %meant, i64 0, i64 %idxprom
  %21 = load i64, ptr %arrayidx, align 8
  %call18 = call zeroext i1 @in_members(ptr noundef %19, i64 noundef %21)
  %conv19 = zext i1 %call18 to i32
  %22 = load i64, ptr %x.addr, align 8
  %23 = load i32, ptr %i, align 4
  %idxprom20 = zext i32 %23 to i64
  %arrayidx21 = getelementptr inbounds [2 x i64], ptr %meant, i64 0, i64 %idxprom20
  %24 = load i64, ptr %arrayidx21, align 8
  %cmp22 = icmp ule i64 %22, %24
  %conv23 = zext i1 %cmp22 to i32
  %and24 = and i32 %conv19, %conv23
  %tobool25 = icmp ne i32 %and24, 0
  %lnot26 = xor i1 %tobool25, true
  %lnot.ext27 = zext i1 %lnot26 to i32
  %25 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv28 = trunc i8 %25 to i1
  %conv29 = zext i1 %loadedv28 to i32
  %26 = load i64, ptr %next, align 8
  %27 = load i32, ptr %i, align 4
  %idxprom30 = zext i32 %27 to i64
  %arrayidx31 = getelementptr inbounds [2 x i64], ptr %meant, i64 0, i64 %idxprom30
  %28 = load i64, ptr %arrayidx31, align 8
  %cmp32 = icmp ule i64 %26, %28
  %conv33 = zext i1 %cmp32 to i32
  %and34 = and i32 %conv29, %conv33
  %or35 = or i32 %lnot.ext27, %and34
  %tobool36 = icmp ne i32 %or35, 0
  call void @prove_assume(i1 noundef zeroext %tobool36)
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %29 = load i32, ptr %i, align 4
  %inc = add i32 %29, 1
  store i32 %inc, ptr %i, align 4
  br label %for.cond, !llvm.loop !23

for.end:                                          ; preds = %for.cond.cleanup
  %30 = load i64, ptr %next, align 8
  %31 = load ptr, ptr %out.addr, align 8
  store i64 %30, ptr %31, align 8
  %32 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv37 = trunc i8 %32 to i1
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %meant) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %m) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %next) #9
  ret i1 %loadedv37
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @members_formed(ptr noundef %set) #0 {
entry:
  %set.addr = alloca ptr, align 8
  %h = alloca i32, align 4
  %half = alloca %struct.tnum, align 8
  store ptr %set, ptr %set.addr, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %h) #9
  %0 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %0, i32 0, i32 3
  %1 = load i32, ptr %w, align 4
  %div = udiv i32 %1, 2
  store i32 %div, ptr %h, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %half) #9
  %value = getelementptr inbounds %struct.tnum, ptr %half, i32 0, i32 0
  %2 = load ptr, ptr %set.addr, align 8
  %bits = getelementptr inbounds %struct.members, ptr %2, i32 0, i32 0
  %value1 = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %3 = load i64, ptr %value1, align 8
  %4 = load i32, ptr %h, align 4
  %call = call i64 @ref_mask(i32 noundef %4)
  %and = and i64 %3, %call
  store i64 %and, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %half, i32 0, i32 1
  %5 = load ptr, ptr %set.addr, align 8
  %bits2 = getelementptr inbounds %struct.members, ptr %5, i32 0, i32 0
  %mask3 = getelementptr inbounds %struct.tnum, ptr %bits2, i32 0, i32 1
  %6 = load i64, ptr %mask3, align 8
  %7 = load i32, ptr %h, align 4
  %call4 = call i64 @ref_mask(i32 noundef %7)
  %and5 = and i64 %6, %call4
  store i64 %and5, ptr %mask, align 8
  %8 = load ptr, ptr %set.addr, align 8
  %bits6 = getelementptr inbounds %struct.members, ptr %8, i32 0, i32 0
  %9 = load ptr, ptr %set.addr, align 8
  %w7 = getelementptr inbounds %struct.members, ptr %9, i32 0, i32 3
  %10 = load i32, ptr %w7, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %bits6, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %bits6, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call8 = call zeroext i1 @bits_formed(i64 %12, i64 %14, i32 noundef %10)
  %conv = zext i1 %call8 to i32
  %15 = load ptr, ptr %set.addr, align 8
  %halved = getelementptr inbounds %struct.members, ptr %15, i32 0, i32 2
  %16 = load i8, ptr %halved, align 8, !range !5, !noundef !6
  %loadedv = trunc i8 %16 to i1
  %lnot = xor i1 %loadedv, true
  %lnot.ext = zext i1 %lnot to i32
  %17 = load ptr, ptr %set.addr, align 8
  %low = getelementptr inbounds %struct.members, ptr %17, i32 0, i32 1
  %18 = load i32, ptr %h, align 4
  %19 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call9 = call zeroext i1 @range_formed(i64 %20, i64 %22, i32 noundef %18)
  %conv10 = zext i1 %call9 to i32
  %23 = load ptr, ptr %set.addr, align 8
  %low11 = getelementptr inbounds %struct.members, ptr %23, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %low11, i32 0, i32 0
  %24 = load i64, ptr %base, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 0
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 1
  %28 = load i64, ptr %27, align 8
  %call12 = call zeroext i1 @in_bits(i64 %26, i64 %28, i64 noundef %24)
  %conv13 = zext i1 %call12 to i32
  %and14 = and i32 %conv10, %conv13
  %29 = load ptr, ptr %set.addr, align 8
  %low15 = getelementptr inbounds %struct.members, ptr %29, i32 0, i32 1
  %base16 = getelementptr inbounds %struct.range, ptr %low15, i32 0, i32 0
  %30 = load i64, ptr %base16, align 8
  %31 = load ptr, ptr %set.addr, align 8
  %low17 = getelementptr inbounds %struct.members, ptr %31, i32 0, i32 1
  %size = getelementptr inbounds %struct.range, ptr %low17, i32 0, i32 1
  %32 = load i64, ptr %size, align 8
  %add = add i64 %30, %32
  %33 = load i32, ptr %h, align 4
  %call18 = call i64 @ref_mask(i32 noundef %33)
  %and19 = and i64 %add, %call18
  %34 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 0
  %35 = load i64, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 1
  %37 = load i64, ptr %36, align 8
  %call20 = call zeroext i1 @in_bits(i64 %35, i64 %37, i64 noundef %and19)
  %conv21 = zext i1 %call20 to i32
  %and22 = and i32 %and14, %conv21
  %or = or i32 %lnot.ext, %and22
  %and23 = and i32 %conv, %or
  %tobool = icmp ne i32 %and23, 0
  call void @llvm.lifetime.end.p0(i64 16, ptr %half) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %h) #9
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @in_members(ptr noundef %set, i64 noundef %v) #0 {
entry:
  %set.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  store ptr %set, ptr %set.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  %0 = load ptr, ptr %set.addr, align 8
  %bits = getelementptr inbounds %struct.members, ptr %0, i32 0, i32 0
  %1 = load i64, ptr %v.addr, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %5 = load i64, ptr %4, align 8
  %call = call zeroext i1 @in_bits(i64 %3, i64 %5, i64 noundef %1)
  %conv = zext i1 %call to i32
  %6 = load ptr, ptr %set.addr, align 8
  %halved = getelementptr inbounds %struct.members, ptr %6, i32 0, i32 2
  %7 = load i8, ptr %halved, align 8, !range !5, !noundef !6
  %loadedv = trunc i8 %7 to i1
  %lnot = xor i1 %loadedv, true
  %lnot.ext = zext i1 %lnot to i32
  %8 = load ptr, ptr %set.addr, align 8
  %low = getelementptr inbounds %struct.members, ptr %8, i32 0, i32 1
  %9 = load i64, ptr %v.addr, align 8
  %10 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %10, i32 0, i32 3
  %11 = load i32, ptr %w, align 4
  %div = udiv i32 %11, 2
  %12 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %call1 = call zeroext i1 @in_range(i64 %13, i64 %15, i64 noundef %9, i32 noundef %div)
  %conv2 = zext i1 %call1 to i32
  %or = or i32 %lnot.ext, %conv2
  %and = and i32 %conv, %or
  %tobool = icmp ne i32 %and, 0
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @contract_tighten(ptr noundef %r, ptr noundef %set) #0 {
entry:
  %r.addr = alloca ptr, align 8
  %set.addr = alloca ptr, align 8
  %v = alloca i64, align 8
  %after = alloca %struct.range, align 8
  %some = alloca i8, align 1
  store ptr %r, ptr %r.addr, align 8
  store ptr %set, ptr %set.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %0 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %1 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %1, i32 0, i32 3
  %2 = load i32, ptr %w, align 4
  %call = call i64 @ref_mask(i32 noundef %2)
  %and = and i64 %0, %call
  store i64 %and, ptr %v, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %after) #9
  %3 = load ptr, ptr %set.addr, align 8
  %w1 = getelementptr inbounds %struct.members, ptr %3, i32 0, i32 3
  %4 = load i32, ptr %w1, align 4
  %call2 = call { i64, i64 } @any_range(i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %after, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call2, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %after, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call2, 1
  store i64 %8, ptr %7, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %call3 = call zeroext i1 @any_bool()
  %storedv = zext i1 %call3 to i8
  store i8 %storedv, ptr %some, align 1
  %9 = load ptr, ptr %set.addr, align 8
  %call4 = call zeroext i1 @members_formed(ptr noundef %9)
  %conv = zext i1 %call4 to i32
  %10 = load ptr, ptr %r.addr, align 8
  %11 = load ptr, ptr %set.addr, align 8
  %w5 = getelementptr inbounds %struct.members, ptr %11, i32 0, i32 3
  %12 = load i32, ptr %w5, align 4
  %13 = getelementptr inbounds { i64, i64 }, ptr %10, i32 0, i32 0
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %10, i32 0, i32 1
  %16 = load i64, ptr %15, align 8
  %call6 = call zeroext i1 @range_formed(i64 %14, i64 %16, i32 noundef %12)
  %conv7 = zext i1 %call6 to i32
  %and8 = and i32 %conv, %conv7
  %tobool = icmp ne i32 %and8, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %17 = load ptr, ptr %set.addr, align 8
  %18 = load i64, ptr %v, align 8
  %call9 = call zeroext i1 @in_members(ptr noundef %17, i64 noundef %18)
  %conv10 = zext i1 %call9 to i32
  %19 = load ptr, ptr %r.addr, align 8
  %20 = load i64, ptr %v, align 8
  %21 = load ptr, ptr %set.addr, align 8
  %w11 = getelementptr inbounds %struct.members, ptr %21, i32 0, i32 3
  %22 = load i32, ptr %w11, align 4
  %23 = getelementptr inbounds { i64, i64 }, ptr %19, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %19, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %call12 = call zeroext i1 @in_range(i64 %24, i64 %26, i64 noundef %20, i32 noundef %22)
  %conv13 = zext i1 %call12 to i32
  %and14 = and i32 %conv10, %conv13
  %tobool15 = icmp ne i32 %and14, 0
  %lnot = xor i1 %tobool15, true
  %lnot.ext = zext i1 %lnot to i32
  %27 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %27 to i1
  %conv16 = zext i1 %loadedv to i32
  %28 = load i64, ptr %v, align 8
  %29 = load ptr, ptr %set.addr, align 8
  %w17 = getelementptr inbounds %struct.members, ptr %29, i32 0, i32 3
  %30 = load i32, ptr %w17, align 4
  %31 = getelementptr inbounds { i64, i64 }, ptr %after, i32 0, i32 0
  %32 = load i64, ptr %31, align 8
  %33 = getelementptr inbounds { i64, i64 }, ptr %after, i32 0, i32 1
  %34 = load i64, ptr %33, align 8
  %call18 = call zeroext i1 @in_range(i64 %32, i64 %34, i64 noundef %28, i32 noundef %30)
  %conv19 = zext i1 %call18 to i32
  %and20 = and i32 %conv16, %conv19
  %or = or i32 %lnot.ext, %and20
  %tobool21 = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool21)
  %35 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv22 = trunc i8 %35 to i1
  %lnot23 = xor i1 %loadedv22, true
  %lnot.ext24 = zext i1 %lnot23 to i32
  %36 = load ptr, ptr %set.addr, align 8
  %base = getelementptr inbounds %struct.range, ptr %after, i32 0, i32 0
  %37 = load i64, ptr %base, align 8
  %call25 = call zeroext i1 @in_members(ptr noundef %36, i64 noundef %37)
  %conv26 = zext i1 %call25 to i32
  %38 = load ptr, ptr %set.addr, align 8
  %base27 = getelementptr inbounds %struct.range, ptr %after, i32 0, i32 0
  %39 = load i64, ptr %base27, align 8
  %size = getelementptr inbounds %struct.range, ptr %after, i32 0, i32 1
  %40 = load i64, ptr %size, align 8
  %add = add i64 %39, %40
  %41 = load ptr, ptr %set.addr, align 8
  %w28 = getelementptr inbounds %struct.members, ptr %41, i32 0, i32 3
  %42 = load i32, ptr %w28, align 4
  %call29 = call i64 @ref_mask(i32 noundef %42)
  %and30 = and i64 %add, %call29
  %call31 = call zeroext i1 @in_members(ptr noundef %38, i64 noundef %and30)
  %conv32 = zext i1 %call31 to i32
  %and33 = and i32 %conv26, %conv32
  %or34 = or i32 %lnot.ext24, %and33
  %tobool35 = icmp ne i32 %or34, 0
  call void @prove_assume(i1 noundef zeroext %tobool35)
  %43 = load ptr, ptr %r.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %43, ptr align 8 %after, i64 16, i1 false)
  %44 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv36 = trunc i8 %44 to i1
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %after) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  ret i1 %loadedv36
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @contract_part_reduce(ptr noundef %r, ptr noundef %set) #0 {
entry:
  %r.addr = alloca ptr, align 8
  %set.addr = alloca ptr, align 8
  %v = alloca i64, align 8
  %after = alloca %struct.range, align 8
  %bits = alloca %struct.tnum, align 8
  %some = alloca i8, align 1
  store ptr %r, ptr %r.addr, align 8
  store ptr %set, ptr %set.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %0 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %1 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %1, i32 0, i32 3
  %2 = load i32, ptr %w, align 4
  %call = call i64 @ref_mask(i32 noundef %2)
  %and = and i64 %0, %call
  store i64 %and, ptr %v, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %after) #9
  %3 = load ptr, ptr %set.addr, align 8
  %w1 = getelementptr inbounds %struct.members, ptr %3, i32 0, i32 3
  %4 = load i32, ptr %w1, align 4
  %call2 = call { i64, i64 } @any_range(i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %after, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call2, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %after, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call2, 1
  store i64 %8, ptr %7, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %bits) #9
  %9 = load ptr, ptr %set.addr, align 8
  %w3 = getelementptr inbounds %struct.members, ptr %9, i32 0, i32 3
  %10 = load i32, ptr %w3, align 4
  %call4 = call { i64, i64 } @any_bits(i32 noundef %10)
  %11 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %12 = extractvalue { i64, i64 } %call4, 0
  store i64 %12, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %14 = extractvalue { i64, i64 } %call4, 1
  store i64 %14, ptr %13, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %call5 = call zeroext i1 @any_bool()
  %storedv = zext i1 %call5 to i8
  store i8 %storedv, ptr %some, align 1
  %15 = load ptr, ptr %set.addr, align 8
  %call6 = call zeroext i1 @members_formed(ptr noundef %15)
  %conv = zext i1 %call6 to i32
  %16 = load ptr, ptr %r.addr, align 8
  %17 = load ptr, ptr %set.addr, align 8
  %w7 = getelementptr inbounds %struct.members, ptr %17, i32 0, i32 3
  %18 = load i32, ptr %w7, align 4
  %19 = getelementptr inbounds { i64, i64 }, ptr %16, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %16, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call8 = call zeroext i1 @range_formed(i64 %20, i64 %22, i32 noundef %18)
  %conv9 = zext i1 %call8 to i32
  %and10 = and i32 %conv, %conv9
  %tobool = icmp ne i32 %and10, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %23 = load ptr, ptr %set.addr, align 8
  %24 = load i64, ptr %v, align 8
  %call11 = call zeroext i1 @in_members(ptr noundef %23, i64 noundef %24)
  %conv12 = zext i1 %call11 to i32
  %25 = load ptr, ptr %r.addr, align 8
  %26 = load i64, ptr %v, align 8
  %27 = load ptr, ptr %set.addr, align 8
  %w13 = getelementptr inbounds %struct.members, ptr %27, i32 0, i32 3
  %28 = load i32, ptr %w13, align 4
  %29 = getelementptr inbounds { i64, i64 }, ptr %25, i32 0, i32 0
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %25, i32 0, i32 1
  %32 = load i64, ptr %31, align 8
  %call14 = call zeroext i1 @in_range(i64 %30, i64 %32, i64 noundef %26, i32 noundef %28)
  %conv15 = zext i1 %call14 to i32
  %and16 = and i32 %conv12, %conv15
  %tobool17 = icmp ne i32 %and16, 0
  %lnot = xor i1 %tobool17, true
  %lnot.ext = zext i1 %lnot to i32
  %33 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %33 to i1
  %conv18 = zext i1 %loadedv to i32
  %34 = load i64, ptr %v, align 8
  %35 = load ptr, ptr %set.addr, align 8
  %w19 = getelementptr inbounds %struct.members, ptr %35, i32 0, i32 3
  %36 = load i32, ptr %w19, align 4
  %37 = getelementptr inbounds { i64, i64 }, ptr %after, i32 0, i32 0
  %38 = load i64, ptr %37, align 8
  %39 = getelementptr inbounds { i64, i64 }, ptr %after, i32 0, i32 1
  %40 = load i64, ptr %39, align 8
  %call20 = call zeroext i1 @in_range(i64 %38, i64 %40, i64 noundef %34, i32 noundef %36)
  %conv21 = zext i1 %call20 to i32
  %and22 = and i32 %conv18, %conv21
  %41 = load i64, ptr %v, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %43 = load i64, ptr %42, align 8
  %44 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %45 = load i64, ptr %44, align 8
  %call23 = call zeroext i1 @in_bits(i64 %43, i64 %45, i64 noundef %41)
  %conv24 = zext i1 %call23 to i32
  %and25 = and i32 %and22, %conv24
  %or = or i32 %lnot.ext, %and25
  %tobool26 = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool26)
  %46 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv27 = trunc i8 %46 to i1
  %lnot28 = xor i1 %loadedv27, true
  %lnot.ext29 = zext i1 %lnot28 to i32
  %base = getelementptr inbounds %struct.range, ptr %after, i32 0, i32 0
  %47 = load i64, ptr %base, align 8
  %48 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %49 = load i64, ptr %48, align 8
  %50 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %51 = load i64, ptr %50, align 8
  %call30 = call zeroext i1 @in_bits(i64 %49, i64 %51, i64 noundef %47)
  %conv31 = zext i1 %call30 to i32
  %base32 = getelementptr inbounds %struct.range, ptr %after, i32 0, i32 0
  %52 = load i64, ptr %base32, align 8
  %size = getelementptr inbounds %struct.range, ptr %after, i32 0, i32 1
  %53 = load i64, ptr %size, align 8
  %add = add i64 %52, %53
  %54 = load ptr, ptr %set.addr, align 8
  %w33 = getelementptr inbounds %struct.members, ptr %54, i32 0, i32 3
  %55 = load i32, ptr %w33, align 4
  %call34 = call i64 @ref_mask(i32 noundef %55)
  %and35 = and i64 %add, %call34
  %56 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %57 = load i64, ptr %56, align 8
  %58 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %59 = load i64, ptr %58, align 8
  %call36 = call zeroext i1 @in_bits(i64 %57, i64 %59, i64 noundef %and35)
  %conv37 = zext i1 %call36 to i32
  %and38 = and i32 %conv31, %conv37
  %or39 = or i32 %lnot.ext29, %and38
  %tobool40 = icmp ne i32 %or39, 0
  call void @prove_assume(i1 noundef zeroext %tobool40)
  %60 = load ptr, ptr %r.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %60, ptr align 8 %after, i64 16, i1 false)
  %61 = load ptr, ptr %set.addr, align 8
  %bits41 = getelementptr inbounds %struct.members, ptr %61, i32 0, i32 0
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %bits41, ptr align 8 %bits, i64 16, i1 false)
  %62 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv42 = trunc i8 %62 to i1
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %bits) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %after) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  ret i1 %loadedv42
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_product_bit() #0 {
entry:
  %w = alloca i32, align 4
  %i = alloca i32, align 4
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %n = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  %call1 = call i64 @prove_constant(i32 noundef 2)
  %conv = trunc i64 %call1 to i32
  store i32 %conv, ptr %i, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %0 = load i32, ptr %w, align 4
  %call2 = call i64 @any(i32 noundef %0)
  store i64 %call2, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %1 = load i32, ptr %w, align 4
  %call3 = call i64 @any(i32 noundef %1)
  store i64 %call3, ptr %y, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %n) #9
  %2 = load i64, ptr %x, align 8
  %3 = load i32, ptr %i, align 4
  %sh_prom = zext i32 %3 to i64
  %shl = shl i64 1, %sh_prom
  %sub = sub i64 %shl, 1
  %and = and i64 %2, %sub
  store i64 %and, ptr %n, align 8
  %4 = load i64, ptr %n, align 8
  %5 = load i32, ptr %i, align 4
  %sh_prom4 = zext i32 %5 to i64
  %shl5 = shl i64 1, %sh_prom4
  %or = or i64 %4, %shl5
  %6 = load i64, ptr %n, align 8
  %7 = load i32, ptr %i, align 4
  %sh_prom6 = zext i32 %7 to i64
  %shl7 = shl i64 1, %sh_prom6
  %add = add i64 %6, %shl7
  %cmp = icmp eq i64 %or, %add
  call void @prove_check(i1 noundef zeroext %cmp)
  %8 = load i32, ptr %i, align 4
  %sh_prom9 = zext i32 %8 to i64
  %shl10 = shl i64 1, %sh_prom9
  %9 = load i64, ptr %y, align 8
  %mul = mul i64 %shl10, %9
  %10 = load i64, ptr %y, align 8
  %11 = load i32, ptr %i, align 4
  %sh_prom11 = zext i32 %11 to i64
  %shl12 = shl i64 %10, %sh_prom11
  %cmp13 = icmp eq i64 %mul, %shl12
  call void @prove_check(i1 noundef zeroext %cmp13)
  %12 = load i64, ptr %y, align 8
  %mul15 = mul i64 0, %12
  %cmp16 = icmp eq i64 %mul15, 0
  call void @prove_check(i1 noundef zeroext %cmp16)
  call void @llvm.lifetime.end.p0(i64 8, ptr %n) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

declare i64 @prove_constant(i32 noundef) #8

; Function Attrs: nounwind uwtable
define dso_local void @prove_product_of_sum() #0 {
entry:
  %n = alloca i64, align 8
  %k = alloca i64, align 8
  %y = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %n) #9
  %call = call i64 @any(i32 noundef 64)
  store i64 %call, ptr %n, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %k) #9
  %call1 = call i64 @any(i32 noundef 64)
  store i64 %call1, ptr %k, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %call2 = call i64 @any(i32 noundef 64)
  store i64 %call2, ptr %y, align 8
  %0 = load i64, ptr %n, align 8
  %1 = load i64, ptr %k, align 8
  %add = add i64 %0, %1
  %2 = load i64, ptr %y, align 8
  %mul = mul i64 %add, %2
  %3 = load i64, ptr %n, align 8
  %4 = load i64, ptr %y, align 8
  %mul3 = mul i64 %3, %4
  %5 = load i64, ptr %k, align 8
  %6 = load i64, ptr %y, align 8
  %mul4 = mul i64 %5, %6
  %add5 = add i64 %mul3, %mul4
  %cmp = icmp eq i64 %mul, %add5
  call void @prove_check(i1 noundef zeroext %cmp)
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %k) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %n) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_mul_bit() #0 {
entry:
  %w = alloca i32, align 4
  %i = alloca i32, align 4
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %sum = alloca %struct.tnum, align 8
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %p = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  %call1 = call i64 @prove_constant(i32 noundef 2)
  %conv = trunc i64 %call1 to i32
  store i32 %conv, ptr %i, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_bits(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call2, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call2, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call3 = call { i64, i64 } @any_bits(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call3, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call3, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %sum) #9
  %10 = load i32, ptr %w, align 4
  %call4 = call { i64, i64 } @any_bits(i32 noundef %10)
  %11 = getelementptr inbounds { i64, i64 }, ptr %sum, i32 0, i32 0
  %12 = extractvalue { i64, i64 } %call4, 0
  store i64 %12, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %sum, i32 0, i32 1
  %14 = extractvalue { i64, i64 } %call4, 1
  store i64 %14, ptr %13, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %15 = load i32, ptr %w, align 4
  %16 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call5 = call i64 @member_of_bits(i64 %17, i64 %19, i32 noundef %15)
  store i64 %call5, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %20 = load i32, ptr %w, align 4
  %21 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %24 = load i64, ptr %23, align 8
  %call6 = call i64 @member_of_bits(i64 %22, i64 %24, i32 noundef %20)
  store i64 %call6, ptr %y, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %p) #9
  %25 = load i32, ptr %w, align 4
  %26 = getelementptr inbounds { i64, i64 }, ptr %sum, i32 0, i32 0
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds { i64, i64 }, ptr %sum, i32 0, i32 1
  %29 = load i64, ptr %28, align 8
  %call7 = call i64 @member_of_bits(i64 %27, i64 %29, i32 noundef %25)
  store i64 %call7, ptr %p, align 8
  %30 = load i32, ptr %i, align 4
  %31 = load i32, ptr %w, align 4
  %32 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %33 = load i64, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %35 = load i64, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %37 = load i64, ptr %36, align 8
  %38 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %39 = load i64, ptr %38, align 8
  call void @mul_bit(ptr noundef %sum, i64 %33, i64 %35, i64 %37, i64 %39, i32 noundef %30, i32 noundef %31)
  %40 = load i64, ptr %x, align 8
  %41 = load i32, ptr %i, align 4
  %sh_prom = zext i32 %41 to i64
  %shr = lshr i64 %40, %sh_prom
  %and = and i64 %shr, 1
  %tobool = icmp ne i64 %and, 0
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %42 = load i64, ptr %p, align 8
  %43 = load i64, ptr %y, align 8
  %44 = load i32, ptr %i, align 4
  %sh_prom8 = zext i32 %44 to i64
  %shl = shl i64 %43, %sh_prom8
  %add = add i64 %42, %shl
  br label %cond.end

cond.false:                                       ; preds = %entry
  %45 = load i64, ptr %p, align 8
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %add, %cond.true ], [ %45, %cond.false ]
  %46 = load i32, ptr %w, align 4
  %call9 = call i64 @ref_mask(i32 noundef %46)
  %and10 = and i64 %cond, %call9
  %47 = load i32, ptr %w, align 4
  %48 = getelementptr inbounds { i64, i64 }, ptr %sum, i32 0, i32 0
  %49 = load i64, ptr %48, align 8
  %50 = getelementptr inbounds { i64, i64 }, ptr %sum, i32 0, i32 1
  %51 = load i64, ptr %50, align 8
  call void @check_bits(i64 %49, i64 %51, i64 noundef %and10, i32 noundef %47)
  call void @llvm.lifetime.end.p0(i64 8, ptr %p) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %sum) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal i64 @member_of_bits(i64 %t.coerce0, i64 %t.coerce1, i32 noundef %w) #0 {
entry:
  %t = alloca %struct.tnum, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %value = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %2 = load i64, ptr %value, align 8
  %3 = load i32, ptr %w.addr, align 4
  %call = call i64 @any(i32 noundef %3)
  %mask = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %4 = load i64, ptr %mask, align 8
  %and = and i64 %call, %4
  %or = or i64 %2, %and
  ret i64 %or
}

; Function Attrs: nounwind uwtable
define internal void @mul_bit(ptr noundef %sum, i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %i, i32 noundef %w) #0 {
entry:
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %sum.addr = alloca ptr, align 8
  %i.addr = alloca i32, align 4
  %w.addr = alloca i32, align 4
  %with = alloca %struct.tnum, align 8
  %agg.tmp = alloca %struct.tnum, align 8
  %tmp = alloca %struct.tnum, align 8
  %cleanup.cond = alloca i1, align 1
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store ptr %sum, ptr %sum.addr, align 8
  store i32 %i, ptr %i.addr, align 4
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %with) #9
  %4 = load ptr, ptr %sum.addr, align 8
  %value = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 0
  %5 = load i64, ptr %value, align 8
  %6 = load i32, ptr %i.addr, align 4
  %sh_prom = zext i32 %6 to i64
  %shl = shl i64 %5, %sh_prom
  %mask = getelementptr inbounds %struct.tnum, ptr %b, i32 0, i32 1
  %7 = load i64, ptr %mask, align 8
  %8 = load i32, ptr %i.addr, align 4
  %sh_prom1 = zext i32 %8 to i64
  %shl2 = shl i64 %7, %sh_prom1
  %9 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @tnum_make(i64 noundef %shl, i64 noundef %shl2, i32 noundef %9)
  %10 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %11 = extractvalue { i64, i64 } %call, 0
  store i64 %11, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %13 = extractvalue { i64, i64 } %call, 1
  store i64 %13, ptr %12, align 8
  %14 = load i32, ptr %w.addr, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %4, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %4, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call3 = call { i64, i64 } @tnum_add(i64 %16, i64 %18, i64 %20, i64 %22, i32 noundef %14)
  %23 = getelementptr inbounds { i64, i64 }, ptr %with, i32 0, i32 0
  %24 = extractvalue { i64, i64 } %call3, 0
  store i64 %24, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %with, i32 0, i32 1
  %26 = extractvalue { i64, i64 } %call3, 1
  store i64 %26, ptr %25, align 8
  %27 = load ptr, ptr %sum.addr, align 8
  %value4 = getelementptr inbounds %struct.tnum, ptr %a, i32 0, i32 0
  %28 = load i64, ptr %value4, align 8
  %29 = load i32, ptr %i.addr, align 4
  %sh_prom5 = zext i32 %29 to i64
  %shr = lshr i64 %28, %sh_prom5
  %and = and i64 %shr, 1
  %tobool = icmp ne i64 %and, 0
  store i1 false, ptr %cleanup.cond, align 1
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %27, ptr align 8 %with, i64 16, i1 false)
  br label %cond.end

cond.false:                                       ; preds = %entry
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  store i1 true, ptr %cleanup.cond, align 1
  %30 = load ptr, ptr %sum.addr, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %30, i32 0, i32 0
  %32 = load i64, ptr %31, align 8
  %33 = getelementptr inbounds { i64, i64 }, ptr %30, i32 0, i32 1
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %with, i32 0, i32 0
  %36 = load i64, ptr %35, align 8
  %37 = getelementptr inbounds { i64, i64 }, ptr %with, i32 0, i32 1
  %38 = load i64, ptr %37, align 8
  %call6 = call { i64, i64 } @tnum_join(i64 %32, i64 %34, i64 %36, i64 %38)
  %39 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %40 = extractvalue { i64, i64 } %call6, 0
  store i64 %40, ptr %39, align 8
  %41 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %42 = extractvalue { i64, i64 } %call6, 1
  store i64 %42, ptr %41, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %27, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  call void @llvm.lifetime.end.p0(i64 16, ptr %with) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @check_bits(i64 %t.coerce0, i64 %t.coerce1, i64 noundef %v, i32 noundef %w) #0 {
entry:
  %t = alloca %struct.tnum, align 8
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %w.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call zeroext i1 @bits_formed(i64 %4, i64 %6, i32 noundef %2)
  %conv = zext i1 %call to i32
  %7 = load i64, ptr %v.addr, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %call1 = call zeroext i1 @in_bits(i64 %9, i64 %11, i64 noundef %7)
  %conv2 = zext i1 %call1 to i32
  %and = and i32 %conv, %conv2
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @invariant_mul_long(ptr noundef %result, i64 noundef %left) #0 {
entry:
  %result.addr = alloca ptr, align 8
  %left.addr = alloca i64, align 8
  %w = alloca i32, align 4
  %max = alloca i64, align 8
  %lowest = alloca i64, align 8
  %done = alloca i64, align 8
  store ptr %result, ptr %result.addr, align 8
  store i64 %left, ptr %left.addr, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %max) #9
  %0 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 3), align 8
  %1 = load i64, ptr getelementptr inbounds (%struct.tnum, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 3), i32 0, i32 1), align 8
  %or = or i64 %0, %1
  store i64 %or, ptr %max, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %lowest) #9
  %2 = load i64, ptr %left.addr, align 8
  %3 = load i64, ptr %left.addr, align 8
  %sub = sub i64 0, %3
  %and = and i64 %2, %sub
  store i64 %and, ptr %lowest, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %done) #9
  %4 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %5 = load i64, ptr %left.addr, align 8
  %not = xor i64 %5, -1
  %and1 = and i64 %4, %not
  %6 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  %call2 = call i64 @prove_product(i64 noundef %and1, i64 noundef %6)
  store i64 %call2, ptr %done, align 8
  %7 = load ptr, ptr %result.addr, align 8
  %8 = load i32, ptr %w, align 4
  %9 = getelementptr inbounds { i64, i64 }, ptr %7, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %7, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call3 = call zeroext i1 @bits_formed(i64 %10, i64 %12, i32 noundef %8)
  %conv = zext i1 %call3 to i32
  %13 = load ptr, ptr %result.addr, align 8
  %14 = load i64, ptr %done, align 8
  %15 = load i32, ptr %w, align 4
  %call4 = call i64 @ref_mask(i32 noundef %15)
  %and5 = and i64 %14, %call4
  %16 = getelementptr inbounds { i64, i64 }, ptr %13, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %13, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call6 = call zeroext i1 @in_bits(i64 %17, i64 %19, i64 noundef %and5)
  %conv7 = zext i1 %call6 to i32
  %and8 = and i32 %conv, %conv7
  %20 = load i64, ptr %left.addr, align 8
  %21 = load i64, ptr %max, align 8
  %not9 = xor i64 %21, -1
  %and10 = and i64 %20, %not9
  %tobool = icmp ne i64 %and10, 0
  %lnot = xor i1 %tobool, true
  %lnot.ext = zext i1 %lnot to i32
  %and11 = and i32 %and8, %lnot.ext
  %22 = load i64, ptr %left.addr, align 8
  %tobool12 = icmp ne i64 %22, 0
  %lnot13 = xor i1 %tobool12, true
  %lnot.ext14 = zext i1 %lnot13 to i32
  %23 = load i64, ptr %max, align 8
  %24 = load i64, ptr %left.addr, align 8
  %not15 = xor i64 %24, -1
  %and16 = and i64 %23, %not15
  %25 = load i64, ptr %lowest, align 8
  %cmp = icmp ult i64 %and16, %25
  %conv17 = zext i1 %cmp to i32
  %or18 = or i32 %lnot.ext14, %conv17
  %and19 = and i32 %and11, %or18
  %tobool20 = icmp ne i32 %and19, 0
  call void @llvm.lifetime.end.p0(i64 8, ptr %done) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %lowest) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %max) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret i1 %tobool20
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_mul_long() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %agg.tmp = alloca %struct.tnum, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_bits(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_bits(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call3 = call i64 @member_of_bits(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call3, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %15 = load i32, ptr %w, align 4
  %16 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call4 = call i64 @member_of_bits(i64 %17, i64 %19, i32 noundef %15)
  store i64 %call4, ptr %y, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 3), ptr align 8 %a, i64 16, i1 false)
  %20 = load i64, ptr %x, align 8
  store i64 %20, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %21 = load i64, ptr %y, align 8
  store i64 %21, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  %22 = load i64, ptr %y, align 8
  %call5 = call i64 @prove_product(i64 noundef 0, i64 noundef %22)
  %cmp = icmp eq i64 %call5, 0
  call void @prove_assume(i1 noundef zeroext %cmp)
  %23 = load i32, ptr %w, align 4
  %24 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %31 = load i64, ptr %30, align 8
  %call6 = call { i64, i64 } @mul_long(i64 %25, i64 %27, i64 %29, i64 %31, i32 noundef %23)
  %32 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %33 = extractvalue { i64, i64 } %call6, 0
  store i64 %33, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %35 = extractvalue { i64, i64 } %call6, 1
  store i64 %35, ptr %34, align 8
  %36 = load i64, ptr %x, align 8
  %37 = load i64, ptr %y, align 8
  %call7 = call i64 @prove_product(i64 noundef %36, i64 noundef %37)
  %38 = load i32, ptr %w, align 4
  %call8 = call i64 @ref_mask(i32 noundef %38)
  %and = and i64 %call7, %call8
  %39 = load i32, ptr %w, align 4
  %40 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %43 = load i64, ptr %42, align 8
  call void @check_bits(i64 %41, i64 %43, i64 noundef %and, i32 noundef %39)
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_join() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %x = alloca i64, align 8
  %agg.tmp = alloca %struct.tnum, align 8
  %agg.tmp5 = alloca %struct.tnum, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_bits(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_bits(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %call3 = call zeroext i1 @any_bool()
  br i1 %call3, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.tmp, ptr align 8 %a, i64 16, i1 false)
  br label %cond.end

cond.false:                                       ; preds = %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.tmp, ptr align 8 %b, i64 16, i1 false)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call4 = call i64 @member_of_bits(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call4, ptr %x, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call6 = call { i64, i64 } @tnum_join(i64 %16, i64 %18, i64 %20, i64 %22)
  %23 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 0
  %24 = extractvalue { i64, i64 } %call6, 0
  store i64 %24, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 1
  %26 = extractvalue { i64, i64 } %call6, 1
  store i64 %26, ptr %25, align 8
  %27 = load i64, ptr %x, align 8
  %28 = load i32, ptr %w, align 4
  %29 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 0
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 1
  %32 = load i64, ptr %31, align 8
  call void @check_bits(i64 %30, i64 %32, i64 noundef %27, i32 noundef %28)
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_meet() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %meet = alloca %struct.tnum, align 8
  %x = alloca i64, align 8
  %some = alloca i8, align 1
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_bits(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_bits(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %meet) #9
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %call3 = call i64 @any(i32 noundef %10)
  store i64 %call3, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %call4 = call zeroext i1 @tnum_meet(i64 %12, i64 %14, i64 %16, i64 %18, ptr noundef %meet)
  %storedv = zext i1 %call4 to i8
  store i8 %storedv, ptr %some, align 1
  %19 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %19 to i1
  br i1 %loadedv, label %if.then, label %if.else

if.then:                                          ; preds = %entry
  %20 = load i32, ptr %w, align 4
  %21 = getelementptr inbounds { i64, i64 }, ptr %meet, i32 0, i32 0
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %meet, i32 0, i32 1
  %24 = load i64, ptr %23, align 8
  %call5 = call zeroext i1 @bits_formed(i64 %22, i64 %24, i32 noundef %20)
  %conv = zext i1 %call5 to i32
  %25 = load i64, ptr %x, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %meet, i32 0, i32 0
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds { i64, i64 }, ptr %meet, i32 0, i32 1
  %29 = load i64, ptr %28, align 8
  %call6 = call zeroext i1 @in_bits(i64 %27, i64 %29, i64 noundef %25)
  %conv7 = zext i1 %call6 to i32
  %30 = load i64, ptr %x, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %32 = load i64, ptr %31, align 8
  %33 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %34 = load i64, ptr %33, align 8
  %call8 = call zeroext i1 @in_bits(i64 %32, i64 %34, i64 noundef %30)
  %conv9 = zext i1 %call8 to i32
  %35 = load i64, ptr %x, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %37 = load i64, ptr %36, align 8
  %38 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %39 = load i64, ptr %38, align 8
  %call10 = call zeroext i1 @in_bits(i64 %37, i64 %39, i64 noundef %35)
  %conv11 = zext i1 %call10 to i32
  %and = and i32 %conv9, %conv11
  %cmp = icmp eq i32 %conv7, %and
  %conv12 = zext i1 %cmp to i32
  %and13 = and i32 %conv, %conv12
  %tobool = icmp ne i32 %and13, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  br label %if.end

if.else:                                          ; preds = %entry
  %40 = load i64, ptr %x, align 8
  %41 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %42 = load i64, ptr %41, align 8
  %43 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %44 = load i64, ptr %43, align 8
  %call14 = call zeroext i1 @in_bits(i64 %42, i64 %44, i64 noundef %40)
  %conv15 = zext i1 %call14 to i32
  %45 = load i64, ptr %x, align 8
  %46 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %47 = load i64, ptr %46, align 8
  %48 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %49 = load i64, ptr %48, align 8
  %call16 = call zeroext i1 @in_bits(i64 %47, i64 %49, i64 noundef %45)
  %conv17 = zext i1 %call16 to i32
  %and18 = and i32 %conv15, %conv17
  %tobool19 = icmp ne i32 %and18, 0
  %lnot = xor i1 %tobool19, true
  call void @prove_check(i1 noundef zeroext %lnot)
  br label %if.end

if.end:                                           ; preds = %if.else, %if.then
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %meet) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_subset() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %x = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_bits(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_bits(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call3 = call i64 @member_of_bits(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call3, ptr %x, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call4 = call zeroext i1 @tnum_subset(i64 %16, i64 %18, i64 %20, i64 %22)
  %lnot = xor i1 %call4, true
  %lnot.ext = zext i1 %lnot to i32
  %23 = load i64, ptr %x, align 8
  %24 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %27 = load i64, ptr %26, align 8
  %call5 = call zeroext i1 @in_bits(i64 %25, i64 %27, i64 noundef %23)
  %conv = zext i1 %call5 to i32
  %or = or i32 %lnot.ext, %conv
  %tobool = icmp ne i32 %or, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_bounds() #0 {
entry:
  %w = alloca i32, align 4
  %lo = alloca i64, align 8
  %hi = alloca i64, align 8
  %x = alloca i64, align 8
  %agg.tmp = alloca %struct.tnum, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %lo) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call i64 @any(i32 noundef %0)
  store i64 %call1, ptr %lo, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %hi) #9
  %1 = load i32, ptr %w, align 4
  %call2 = call i64 @any(i32 noundef %1)
  store i64 %call2, ptr %hi, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %2 = load i32, ptr %w, align 4
  %call3 = call i64 @any(i32 noundef %2)
  store i64 %call3, ptr %x, align 8
  %3 = load i64, ptr %lo, align 8
  %4 = load i64, ptr %x, align 8
  %cmp = icmp ule i64 %3, %4
  %conv = zext i1 %cmp to i32
  %5 = load i64, ptr %x, align 8
  %6 = load i64, ptr %hi, align 8
  %cmp4 = icmp ule i64 %5, %6
  %conv5 = zext i1 %cmp4 to i32
  %and = and i32 %conv, %conv5
  %tobool = icmp ne i32 %and, 0
  call void @prove_assume(i1 noundef zeroext %tobool)
  %7 = load i64, ptr %lo, align 8
  %8 = load i64, ptr %hi, align 8
  %call6 = call { i64, i64 } @tnum_range(i64 noundef %7, i64 noundef %8)
  %9 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %10 = extractvalue { i64, i64 } %call6, 0
  store i64 %10, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %12 = extractvalue { i64, i64 } %call6, 1
  store i64 %12, ptr %11, align 8
  %13 = load i64, ptr %x, align 8
  %14 = load i32, ptr %w, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  call void @check_bits(i64 %16, i64 %18, i64 noundef %13, i32 noundef %14)
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %hi) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %lo) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_low() #0 {
entry:
  %w = alloca i32, align 4
  %bits = alloca i32, align 4
  %a = alloca %struct.tnum, align 8
  %x = alloca i64, align 8
  %agg.tmp = alloca %struct.tnum, align 8
  %agg.tmp6 = alloca %struct.tnum, align 8
  %agg.tmp7 = alloca %struct.tnum, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %bits) #9
  %call1 = call i64 @prove_constant(i32 noundef 1)
  %conv = trunc i64 %call1 to i32
  store i32 %conv, ptr %bits, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_bits(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call2, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call2, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %5 = load i32, ptr %w, align 4
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call3 = call i64 @member_of_bits(i64 %7, i64 %9, i32 noundef %5)
  store i64 %call3, ptr %x, align 8
  %10 = load i32, ptr %bits, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call4 = call { i64, i64 } @tnum_low(i64 %12, i64 %14, i32 noundef %10)
  %15 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %16 = extractvalue { i64, i64 } %call4, 0
  store i64 %16, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %18 = extractvalue { i64, i64 } %call4, 1
  store i64 %18, ptr %17, align 8
  %19 = load i64, ptr %x, align 8
  %20 = load i32, ptr %bits, align 4
  %21 = load i32, ptr %w, align 4
  %call5 = call i64 @ref_truncate(i64 noundef %19, i32 noundef %20, i1 noundef zeroext false, i32 noundef %21)
  %22 = load i32, ptr %bits, align 4
  %23 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  call void @check_bits(i64 %24, i64 %26, i64 noundef %call5, i32 noundef %22)
  %27 = load i32, ptr %bits, align 4
  %28 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %31 = load i64, ptr %30, align 8
  %call8 = call { i64, i64 } @tnum_low(i64 %29, i64 %31, i32 noundef %27)
  %32 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp7, i32 0, i32 0
  %33 = extractvalue { i64, i64 } %call8, 0
  store i64 %33, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp7, i32 0, i32 1
  %35 = extractvalue { i64, i64 } %call8, 1
  store i64 %35, ptr %34, align 8
  %36 = load i32, ptr %bits, align 4
  %37 = load i32, ptr %w, align 4
  %38 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp7, i32 0, i32 0
  %39 = load i64, ptr %38, align 8
  %40 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp7, i32 0, i32 1
  %41 = load i64, ptr %40, align 8
  %call9 = call { i64, i64 } @tnum_sext(i64 %39, i64 %41, i32 noundef %36, i32 noundef %37)
  %42 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp6, i32 0, i32 0
  %43 = extractvalue { i64, i64 } %call9, 0
  store i64 %43, ptr %42, align 8
  %44 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp6, i32 0, i32 1
  %45 = extractvalue { i64, i64 } %call9, 1
  store i64 %45, ptr %44, align 8
  %46 = load i64, ptr %x, align 8
  %47 = load i32, ptr %bits, align 4
  %48 = load i32, ptr %w, align 4
  %call10 = call i64 @ref_truncate(i64 noundef %46, i32 noundef %47, i1 noundef zeroext true, i32 noundef %48)
  %49 = load i32, ptr %w, align 4
  %50 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp6, i32 0, i32 0
  %51 = load i64, ptr %50, align 8
  %52 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp6, i32 0, i32 1
  %53 = load i64, ptr %52, align 8
  call void @check_bits(i64 %51, i64 %53, i64 noundef %call10, i32 noundef %49)
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %bits) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: inlinehint nounwind uwtable
define internal i64 @ref_truncate(i64 noundef %v, i32 noundef %bits, i1 noundef zeroext %sign, i32 noundef %w) #1 {
entry:
  %v.addr = alloca i64, align 8
  %bits.addr = alloca i32, align 4
  %sign.addr = alloca i8, align 1
  %w.addr = alloca i32, align 4
  store i64 %v, ptr %v.addr, align 8
  store i32 %bits, ptr %bits.addr, align 4
  %storedv = zext i1 %sign to i8
  store i8 %storedv, ptr %sign.addr, align 1
  store i32 %w, ptr %w.addr, align 4
  %0 = load i32, ptr %bits.addr, align 4
  %call = call i64 @ref_mask(i32 noundef %0)
  %1 = load i64, ptr %v.addr, align 8
  %and = and i64 %1, %call
  store i64 %and, ptr %v.addr, align 8
  %2 = load i8, ptr %sign.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %2 to i1
  br i1 %loadedv, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %3 = load i64, ptr %v.addr, align 8
  %4 = load i32, ptr %bits.addr, align 4
  %call1 = call i64 @ref_signed(i64 noundef %3, i32 noundef %4)
  br label %cond.end

cond.false:                                       ; preds = %entry
  %5 = load i64, ptr %v.addr, align 8
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %call1, %cond.true ], [ %5, %cond.false ]
  %6 = load i32, ptr %w.addr, align 4
  %call2 = call i64 @ref_mask(i32 noundef %6)
  %and3 = and i64 %cond, %call2
  ret i64 %and3
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_product_corners() #0 {
entry:
  %corner = alloca [4 x i128], align 16
  %coerce = alloca i128, align 16
  %coerce2 = alloca i128, align 16
  %coerce5 = alloca i128, align 16
  %coerce8 = alloca i128, align 16
  %with_b0 = alloca i128, align 16
  %coerce10 = alloca i128, align 16
  %with_b1 = alloca i128, align 16
  %coerce12 = alloca i128, align 16
  %v = alloca i128, align 16
  %coerce14 = alloca i128, align 16
  %coerce16 = alloca i128, align 16
  %coerce17 = alloca i128, align 16
  %coerce18 = alloca i128, align 16
  %coerce22 = alloca i128, align 16
  %coerce23 = alloca i128, align 16
  %coerce24 = alloca i128, align 16
  %coerce26 = alloca i128, align 16
  %coerce27 = alloca i128, align 16
  %coerce28 = alloca i128, align 16
  %coerce30 = alloca i128, align 16
  call void @llvm.lifetime.start.p0(i64 64, ptr %corner) #9
  %call = call { i64, i64 } @any_wide()
  %0 = getelementptr inbounds { i64, i64 }, ptr %coerce, i32 0, i32 0
  %1 = extractvalue { i64, i64 } %call, 0
  store i64 %1, ptr %0, align 16
  %2 = getelementptr inbounds { i64, i64 }, ptr %coerce, i32 0, i32 1
  %3 = extractvalue { i64, i64 } %call, 1
  store i64 %3, ptr %2, align 8
  %4 = load i128, ptr %coerce, align 16
  store i128 %4, ptr %corner, align 16
  %arrayinit.element = getelementptr inbounds i128, ptr %corner, i64 1
  %call1 = call { i64, i64 } @any_wide()
  %5 = getelementptr inbounds { i64, i64 }, ptr %coerce2, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call1, 0
  store i64 %6, ptr %5, align 16
  %7 = getelementptr inbounds { i64, i64 }, ptr %coerce2, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call1, 1
  store i64 %8, ptr %7, align 8
  %9 = load i128, ptr %coerce2, align 16
  store i128 %9, ptr %arrayinit.element, align 16
  %arrayinit.element3 = getelementptr inbounds i128, ptr %corner, i64 2
  %call4 = call { i64, i64 } @any_wide()
  %10 = getelementptr inbounds { i64, i64 }, ptr %coerce5, i32 0, i32 0
  %11 = extractvalue { i64, i64 } %call4, 0
  store i64 %11, ptr %10, align 16
  %12 = getelementptr inbounds { i64, i64 }, ptr %coerce5, i32 0, i32 1
  %13 = extractvalue { i64, i64 } %call4, 1
  store i64 %13, ptr %12, align 8
  %14 = load i128, ptr %coerce5, align 16
  store i128 %14, ptr %arrayinit.element3, align 16
  %arrayinit.element6 = getelementptr inbounds i128, ptr %corner, i64 3
  %call7 = call { i64, i64 } @any_wide()
  %15 = getelementptr inbounds { i64, i64 }, ptr %coerce8, i32 0, i32 0
  %16 = extractvalue { i64, i64 } %call7, 0
  store i64 %16, ptr %15, align 16
  %17 = getelementptr inbounds { i64, i64 }, ptr %coerce8, i32 0, i32 1
  %18 = extractvalue { i64, i64 } %call7, 1
  store i64 %18, ptr %17, align 8
  %19 = load i128, ptr %coerce8, align 16
  store i128 %19, ptr %arrayinit.element6, align 16
  call void @llvm.lifetime.start.p0(i64 16, ptr %with_b0) #9
  %call9 = call { i64, i64 } @any_wide()
  %20 = getelementptr inbounds { i64, i64 }, ptr %coerce10, i32 0, i32 0
  %21 = extractvalue { i64, i64 } %call9, 0
  store i64 %21, ptr %20, align 16
  %22 = getelementptr inbounds { i64, i64 }, ptr %coerce10, i32 0, i32 1
  %23 = extractvalue { i64, i64 } %call9, 1
  store i64 %23, ptr %22, align 8
  %24 = load i128, ptr %coerce10, align 16
  store i128 %24, ptr %with_b0, align 16
  call void @llvm.lifetime.start.p0(i64 16, ptr %with_b1) #9
  %call11 = call { i64, i64 } @any_wide()
  %25 = getelementptr inbounds { i64, i64 }, ptr %coerce12, i32 0, i32 0
  %26 = extractvalue { i64, i64 } %call11, 0
  store i64 %26, ptr %25, align 16
  %27 = getelementptr inbounds { i64, i64 }, ptr %coerce12, i32 0, i32 1
  %28 = extractvalue { i64, i64 } %call11, 1
  store i64 %28, ptr %27, align 8
  %29 = load i128, ptr %coerce12, align 16
  store i128 %29, ptr %with_b1, align 16
  call void @llvm.lifetime.start.p0(i64 16, ptr %v) #9
  %call13 = call { i64, i64 } @any_wide()
  %30 = getelementptr inbounds { i64, i64 }, ptr %coerce14, i32 0, i32 0
  %31 = extractvalue { i64, i64 } %call13, 0
  store i64 %31, ptr %30, align 16
  %32 = getelementptr inbounds { i64, i64 }, ptr %coerce14, i32 0, i32 1
  %33 = extractvalue { i64, i64 } %call13, 1
  store i64 %33, ptr %32, align 8
  %34 = load i128, ptr %coerce14, align 16
  store i128 %34, ptr %v, align 16
  %arrayidx = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 0
  %35 = load i128, ptr %arrayidx, align 16
  %36 = load i128, ptr %with_b0, align 16
  %arrayidx15 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 2
  %37 = load i128, ptr %arrayidx15, align 16
  store i128 %35, ptr %coerce16, align 16
  %38 = getelementptr inbounds { i64, i64 }, ptr %coerce16, i32 0, i32 0
  %39 = load i64, ptr %38, align 16
  %40 = getelementptr inbounds { i64, i64 }, ptr %coerce16, i32 0, i32 1
  %41 = load i64, ptr %40, align 8
  store i128 %36, ptr %coerce17, align 16
  %42 = getelementptr inbounds { i64, i64 }, ptr %coerce17, i32 0, i32 0
  %43 = load i64, ptr %42, align 16
  %44 = getelementptr inbounds { i64, i64 }, ptr %coerce17, i32 0, i32 1
  %45 = load i64, ptr %44, align 8
  store i128 %37, ptr %coerce18, align 16
  %46 = getelementptr inbounds { i64, i64 }, ptr %coerce18, i32 0, i32 0
  %47 = load i64, ptr %46, align 16
  %48 = getelementptr inbounds { i64, i64 }, ptr %coerce18, i32 0, i32 1
  %49 = load i64, ptr %48, align 8
  %call19 = call zeroext i1 @between(i64 noundef %39, i64 noundef %41, i64 noundef %43, i64 noundef %45, i64 noundef %47, i64 noundef %49)
  call void @prove_assume(i1 noundef zeroext %call19)
  %arrayidx20 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 1
  %50 = load i128, ptr %arrayidx20, align 16
  %51 = load i128, ptr %with_b1, align 16
  %arrayidx21 = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 3
  %52 = load i128, ptr %arrayidx21, align 16
  store i128 %50, ptr %coerce22, align 16
  %53 = getelementptr inbounds { i64, i64 }, ptr %coerce22, i32 0, i32 0
  %54 = load i64, ptr %53, align 16
  %55 = getelementptr inbounds { i64, i64 }, ptr %coerce22, i32 0, i32 1
  %56 = load i64, ptr %55, align 8
  store i128 %51, ptr %coerce23, align 16
  %57 = getelementptr inbounds { i64, i64 }, ptr %coerce23, i32 0, i32 0
  %58 = load i64, ptr %57, align 16
  %59 = getelementptr inbounds { i64, i64 }, ptr %coerce23, i32 0, i32 1
  %60 = load i64, ptr %59, align 8
  store i128 %52, ptr %coerce24, align 16
  %61 = getelementptr inbounds { i64, i64 }, ptr %coerce24, i32 0, i32 0
  %62 = load i64, ptr %61, align 16
  %63 = getelementptr inbounds { i64, i64 }, ptr %coerce24, i32 0, i32 1
  %64 = load i64, ptr %63, align 8
  %call25 = call zeroext i1 @between(i64 noundef %54, i64 noundef %56, i64 noundef %58, i64 noundef %60, i64 noundef %62, i64 noundef %64)
  call void @prove_assume(i1 noundef zeroext %call25)
  %65 = load i128, ptr %with_b0, align 16
  %66 = load i128, ptr %v, align 16
  %67 = load i128, ptr %with_b1, align 16
  store i128 %65, ptr %coerce26, align 16
  %68 = getelementptr inbounds { i64, i64 }, ptr %coerce26, i32 0, i32 0
  %69 = load i64, ptr %68, align 16
  %70 = getelementptr inbounds { i64, i64 }, ptr %coerce26, i32 0, i32 1
  %71 = load i64, ptr %70, align 8
  store i128 %66, ptr %coerce27, align 16
  %72 = getelementptr inbounds { i64, i64 }, ptr %coerce27, i32 0, i32 0
  %73 = load i64, ptr %72, align 16
  %74 = getelementptr inbounds { i64, i64 }, ptr %coerce27, i32 0, i32 1
  %75 = load i64, ptr %74, align 8
  store i128 %67, ptr %coerce28, align 16
  %76 = getelementptr inbounds { i64, i64 }, ptr %coerce28, i32 0, i32 0
  %77 = load i64, ptr %76, align 16
  %78 = getelementptr inbounds { i64, i64 }, ptr %coerce28, i32 0, i32 1
  %79 = load i64, ptr %78, align 8
  %call29 = call zeroext i1 @between(i64 noundef %69, i64 noundef %71, i64 noundef %73, i64 noundef %75, i64 noundef %77, i64 noundef %79)
  call void @prove_assume(i1 noundef zeroext %call29)
  %80 = load i128, ptr %v, align 16
  %arraydecay = getelementptr inbounds [4 x i128], ptr %corner, i64 0, i64 0
  store i128 %80, ptr %coerce30, align 16
  %81 = getelementptr inbounds { i64, i64 }, ptr %coerce30, i32 0, i32 0
  %82 = load i64, ptr %81, align 16
  %83 = getelementptr inbounds { i64, i64 }, ptr %coerce30, i32 0, i32 1
  %84 = load i64, ptr %83, align 8
  %call31 = call zeroext i1 @within(i64 noundef %82, i64 noundef %84, ptr noundef %arraydecay)
  call void @prove_check(i1 noundef zeroext %call31)
  call void @llvm.lifetime.end.p0(i64 16, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %with_b1) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %with_b0) #9
  call void @llvm.lifetime.end.p0(i64 64, ptr %corner) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @any_wide() #0 {
entry:
  %retval = alloca i128, align 16
  %high = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %high) #9
  %call = call i64 @any(i32 noundef 64)
  store i64 %call, ptr %high, align 8
  %0 = load i64, ptr %high, align 8
  %conv = zext i64 %0 to i128
  %shl = shl i128 %conv, 64
  %call1 = call i64 @any(i32 noundef 64)
  %conv2 = zext i64 %call1 to i128
  %or = or i128 %shl, %conv2
  store i128 %or, ptr %retval, align 16
  call void @llvm.lifetime.end.p0(i64 8, ptr %high) #9
  %1 = load { i64, i64 }, ptr %retval, align 16
  ret { i64, i64 } %1
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @between(i64 noundef %first.coerce0, i64 noundef %first.coerce1, i64 noundef %v.coerce0, i64 noundef %v.coerce1, i64 noundef %last.coerce0, i64 noundef %last.coerce1) #0 {
entry:
  %first = alloca i128, align 16
  %v = alloca i128, align 16
  %last = alloca i128, align 16
  %first.addr = alloca i128, align 16
  %v.addr = alloca i128, align 16
  %last.addr = alloca i128, align 16
  %0 = getelementptr inbounds { i64, i64 }, ptr %first, i32 0, i32 0
  store i64 %first.coerce0, ptr %0, align 16
  %1 = getelementptr inbounds { i64, i64 }, ptr %first, i32 0, i32 1
  store i64 %first.coerce1, ptr %1, align 8
  %first1 = load i128, ptr %first, align 16
  %2 = getelementptr inbounds { i64, i64 }, ptr %v, i32 0, i32 0
  store i64 %v.coerce0, ptr %2, align 16
  %3 = getelementptr inbounds { i64, i64 }, ptr %v, i32 0, i32 1
  store i64 %v.coerce1, ptr %3, align 8
  %v2 = load i128, ptr %v, align 16
  %4 = getelementptr inbounds { i64, i64 }, ptr %last, i32 0, i32 0
  store i64 %last.coerce0, ptr %4, align 16
  %5 = getelementptr inbounds { i64, i64 }, ptr %last, i32 0, i32 1
  store i64 %last.coerce1, ptr %5, align 8
  %last3 = load i128, ptr %last, align 16
  store i128 %first1, ptr %first.addr, align 16
  store i128 %v2, ptr %v.addr, align 16
  store i128 %last3, ptr %last.addr, align 16
  %6 = load i128, ptr %first.addr, align 16
  %7 = load i128, ptr %v.addr, align 16
  %cmp = icmp sle i128 %6, %7
  %conv = zext i1 %cmp to i32
  %8 = load i128, ptr %v.addr, align 16
  %9 = load i128, ptr %last.addr, align 16
  %cmp4 = icmp sle i128 %8, %9
  %conv5 = zext i1 %cmp4 to i32
  %and = and i32 %conv, %conv5
  %10 = load i128, ptr %last.addr, align 16
  %11 = load i128, ptr %v.addr, align 16
  %cmp6 = icmp sle i128 %10, %11
  %conv7 = zext i1 %cmp6 to i32
  %12 = load i128, ptr %v.addr, align 16
  %13 = load i128, ptr %first.addr, align 16
  %cmp8 = icmp sle i128 %12, %13
  %conv9 = zext i1 %cmp8 to i32
  %and10 = and i32 %conv7, %conv9
  %or = or i32 %and, %and10
  %tobool = icmp ne i32 %or, 0
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @within(i64 noundef %v.coerce0, i64 noundef %v.coerce1, ptr noundef %corner) #0 {
entry:
  %v = alloca i128, align 16
  %v.addr = alloca i128, align 16
  %corner.addr = alloca ptr, align 8
  %above = alloca i8, align 1
  %below = alloca i8, align 1
  %i = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %v, i32 0, i32 0
  store i64 %v.coerce0, ptr %0, align 16
  %1 = getelementptr inbounds { i64, i64 }, ptr %v, i32 0, i32 1
  store i64 %v.coerce1, ptr %1, align 8
  %v1 = load i128, ptr %v, align 16
  store i128 %v1, ptr %v.addr, align 16
  store ptr %corner, ptr %corner.addr, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %above) #9
  store i8 0, ptr %above, align 1
  call void @llvm.lifetime.start.p0(i64 1, ptr %below) #9
  store i8 0, ptr %below, align 1
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %2 = load i32, ptr %i, align 4
  %cmp = icmp ult i32 %2, 4
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.body:                                         ; preds = %for.cond
  %3 = load ptr, ptr %corner.addr, align 8
  %4 = load i32, ptr %i, align 4
  %idxprom = zext i32 %4 to i64
  %arrayidx = getelementptr inbounds i128, ptr %3, i64 %idxprom
  %5 = load i128, ptr %arrayidx, align 16
  %6 = load i128, ptr %v.addr, align 16
  %cmp2 = icmp sle i128 %5, %6
  %conv = zext i1 %cmp2 to i32
  %7 = load i8, ptr %above, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %7 to i1
  %conv3 = zext i1 %loadedv to i32
  %or = or i32 %conv3, %conv
  %tobool = icmp ne i32 %or, 0
  %storedv = zext i1 %tobool to i8
  store i8 %storedv, ptr %above, align 1
  %8 = load i128, ptr %v.addr, align 16
  %9 = load ptr, ptr %corner.addr, align 8
  %10 = load i32, ptr %i, align 4
  %idxprom4 = zext i32 %10 to i64
  %arrayidx5 = getelementptr inbounds i128, ptr %9, i64 %idxprom4
  %11 = load i128, ptr %arrayidx5, align 16
  %cmp6 = icmp sle i128 %8, %11
  %conv7 = zext i1 %cmp6 to i32
  %12 = load i8, ptr %below, align 1, !range !5, !noundef !6
  %loadedv8 = trunc i8 %12 to i1
  %conv9 = zext i1 %loadedv8 to i32
  %or10 = or i32 %conv9, %conv7
  %tobool11 = icmp ne i32 %or10, 0
  %storedv12 = zext i1 %tobool11 to i8
  store i8 %storedv12, ptr %below, align 1
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %13 = load i32, ptr %i, align 4
  %inc = add i32 %13, 1
  store i32 %inc, ptr %i, align 4
  br label %for.cond, !llvm.loop !24

for.end:                                          ; preds = %for.cond.cleanup
  %14 = load i8, ptr %above, align 1, !range !5, !noundef !6
  %loadedv13 = trunc i8 %14 to i1
  %conv14 = zext i1 %loadedv13 to i32
  %15 = load i8, ptr %below, align 1, !range !5, !noundef !6
  %loadedv15 = trunc i8 %15 to i1
  %conv16 = zext i1 %loadedv15 to i32
  %and = and i32 %conv14, %conv16
  %tobool17 = icmp ne i32 %and, 0
  call void @llvm.lifetime.end.p0(i64 1, ptr %below) #9
  call void @llvm.lifetime.end.p0(i64 1, ptr %above) #9
  ret i1 %tobool17
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_image() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.range, align 8
  %x = alloca i64, align 8
  %v = alloca i128, align 16
  %coerce = alloca i128, align 16
  %first = alloca i128, align 16
  %coerce5 = alloca i128, align 16
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %5 = load i32, ptr %w, align 4
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call2 = call i64 @member_of_range(i64 %7, i64 %9, i32 noundef %5)
  store i64 %call2, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %v) #9
  %10 = load i64, ptr %x, align 8
  %11 = load i32, ptr %w, align 4
  %12 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %call3 = call { i64, i64 } @image_of(i64 %13, i64 %15, i64 noundef %10, i32 noundef %11)
  %16 = getelementptr inbounds { i64, i64 }, ptr %coerce, i32 0, i32 0
  %17 = extractvalue { i64, i64 } %call3, 0
  store i64 %17, ptr %16, align 16
  %18 = getelementptr inbounds { i64, i64 }, ptr %coerce, i32 0, i32 1
  %19 = extractvalue { i64, i64 } %call3, 1
  store i64 %19, ptr %18, align 8
  %20 = load i128, ptr %coerce, align 16
  store i128 %20, ptr %v, align 16
  call void @llvm.lifetime.start.p0(i64 16, ptr %first) #9
  %21 = load i32, ptr %w, align 4
  %22 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %23 = load i64, ptr %22, align 8
  %24 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %25 = load i64, ptr %24, align 8
  %call4 = call { i64, i64 } @integer_base(i64 %23, i64 %25, i32 noundef %21)
  %26 = getelementptr inbounds { i64, i64 }, ptr %coerce5, i32 0, i32 0
  %27 = extractvalue { i64, i64 } %call4, 0
  store i64 %27, ptr %26, align 16
  %28 = getelementptr inbounds { i64, i64 }, ptr %coerce5, i32 0, i32 1
  %29 = extractvalue { i64, i64 } %call4, 1
  store i64 %29, ptr %28, align 8
  %30 = load i128, ptr %coerce5, align 16
  store i128 %30, ptr %first, align 16
  %31 = load i128, ptr %first, align 16
  %32 = load i128, ptr %v, align 16
  %cmp = icmp sle i128 %31, %32
  %conv = zext i1 %cmp to i32
  %33 = load i128, ptr %v, align 16
  %34 = load i128, ptr %first, align 16
  %size = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 1
  %35 = load i64, ptr %size, align 8
  %conv6 = zext i64 %35 to i128
  %add = add nsw i128 %34, %conv6
  %cmp7 = icmp sle i128 %33, %add
  %conv8 = zext i1 %cmp7 to i32
  %and = and i32 %conv, %conv8
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %36 = load i128, ptr %v, align 16
  %conv9 = trunc i128 %36 to i64
  %37 = load i32, ptr %w, align 4
  %call10 = call i64 @ref_mask(i32 noundef %37)
  %and11 = and i64 %conv9, %call10
  %38 = load i64, ptr %x, align 8
  %cmp12 = icmp eq i64 %and11, %38
  call void @prove_check(i1 noundef zeroext %cmp12)
  call void @llvm.lifetime.end.p0(i64 16, ptr %first) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal i64 @member_of_range(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %step = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %step) #9
  %2 = load i32, ptr %w.addr, align 4
  %call = call i64 @any(i32 noundef %2)
  store i64 %call, ptr %step, align 8
  %3 = load i64, ptr %step, align 8
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %4 = load i64, ptr %size, align 8
  %cmp = icmp ule i64 %3, %4
  call void @prove_assume(i1 noundef zeroext %cmp)
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %5 = load i64, ptr %base, align 8
  %6 = load i64, ptr %step, align 8
  %add = add i64 %5, %6
  %7 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @ref_mask(i32 noundef %7)
  %and = and i64 %add, %call1
  call void @llvm.lifetime.end.p0(i64 8, ptr %step) #9
  ret i64 %and
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @image_of(i64 %r.coerce0, i64 %r.coerce1, i64 noundef %v, i32 noundef %w) #0 {
entry:
  %retval = alloca i128, align 16
  %r = alloca %struct.range, align 8
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %coerce = alloca i128, align 16
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %w.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call { i64, i64 } @integer_base(i64 %4, i64 %6, i32 noundef %2)
  %7 = getelementptr inbounds { i64, i64 }, ptr %coerce, i32 0, i32 0
  %8 = extractvalue { i64, i64 } %call, 0
  store i64 %8, ptr %7, align 16
  %9 = getelementptr inbounds { i64, i64 }, ptr %coerce, i32 0, i32 1
  %10 = extractvalue { i64, i64 } %call, 1
  store i64 %10, ptr %9, align 8
  %11 = load i128, ptr %coerce, align 16
  %12 = load i64, ptr %v.addr, align 8
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %13 = load i64, ptr %base, align 8
  %sub = sub i64 %12, %13
  %14 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @ref_mask(i32 noundef %14)
  %and = and i64 %sub, %call1
  %conv = zext i64 %and to i128
  %add = add nsw i128 %11, %conv
  store i128 %add, ptr %retval, align 16
  %15 = load { i64, i64 }, ptr %retval, align 16
  ret { i64, i64 } %15
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_product_low() #0 {
entry:
  %w = alloca i32, align 4
  %x = alloca i128, align 16
  %y = alloca i128, align 16
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %x) #9
  %call1 = call i64 @any(i32 noundef 64)
  %conv = zext i64 %call1 to i128
  %shl = shl i128 %conv, 64
  %call2 = call i64 @any(i32 noundef 64)
  %conv3 = zext i64 %call2 to i128
  %or = or i128 %shl, %conv3
  store i128 %or, ptr %x, align 16
  call void @llvm.lifetime.start.p0(i64 16, ptr %y) #9
  %call4 = call i64 @any(i32 noundef 64)
  %conv5 = zext i64 %call4 to i128
  %shl6 = shl i128 %conv5, 64
  %call7 = call i64 @any(i32 noundef 64)
  %conv8 = zext i64 %call7 to i128
  %or9 = or i128 %shl6, %conv8
  store i128 %or9, ptr %y, align 16
  %0 = load i128, ptr %x, align 16
  %1 = load i128, ptr %y, align 16
  %mul = mul nsw i128 %0, %1
  %conv10 = trunc i128 %mul to i64
  %2 = load i32, ptr %w, align 4
  %call11 = call i64 @ref_mask(i32 noundef %2)
  %and = and i64 %conv10, %call11
  %3 = load i128, ptr %x, align 16
  %conv12 = trunc i128 %3 to i64
  %4 = load i32, ptr %w, align 4
  %call13 = call i64 @ref_mask(i32 noundef %4)
  %and14 = and i64 %conv12, %call13
  %5 = load i128, ptr %y, align 16
  %conv15 = trunc i128 %5 to i64
  %6 = load i32, ptr %w, align 4
  %call16 = call i64 @ref_mask(i32 noundef %6)
  %and17 = and i64 %conv15, %call16
  %7 = load i32, ptr %w, align 4
  %call18 = call i64 @ref_alu(i32 noundef 3, i64 noundef %and14, i64 noundef %and17, i32 noundef %7)
  %cmp = icmp eq i64 %and, %call18
  call void @prove_check(i1 noundef zeroext %cmp)
  call void @llvm.lifetime.end.p0(i64 16, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_product_power() #0 {
entry:
  %w = alloca i32, align 4
  %x = alloca i64, align 8
  %k = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call i64 @any(i32 noundef %0)
  store i64 %call1, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %k) #9
  %call2 = call i64 @prove_constant(i32 noundef 2)
  store i64 %call2, ptr %k, align 8
  %1 = load i64, ptr %x, align 8
  %2 = load i64, ptr %k, align 8
  %shl = shl i64 1, %2
  %3 = load i32, ptr %w, align 4
  %call3 = call i64 @ref_alu(i32 noundef 3, i64 noundef %1, i64 noundef %shl, i32 noundef %3)
  %4 = load i64, ptr %x, align 8
  %5 = load i64, ptr %k, align 8
  %6 = load i32, ptr %w, align 4
  %call4 = call i64 @ref_alu(i32 noundef 8, i64 noundef %4, i64 noundef %5, i32 noundef %6)
  %cmp = icmp eq i64 %call3, %call4
  call void @prove_check(i1 noundef zeroext %cmp)
  call void @llvm.lifetime.end.p0(i64 8, ptr %k) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local { i64, i64 } @contract_range_mul(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %x = alloca i64, align 8
  %k = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @any_range(i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call, 1
  store i64 %8, ptr %7, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %9 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  store i64 %9, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %k) #9
  %10 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  store i64 %10, ptr %k, align 8
  %11 = load i32, ptr %w.addr, align 4
  %12 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %call1 = call zeroext i1 @range_formed(i64 %13, i64 %15, i32 noundef %11)
  %conv = zext i1 %call1 to i32
  %16 = load i32, ptr %w.addr, align 4
  %17 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call2 = call zeroext i1 @range_formed(i64 %18, i64 %20, i32 noundef %16)
  %conv3 = zext i1 %call2 to i32
  %and = and i32 %conv, %conv3
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %21 = load i64, ptr %x, align 8
  %22 = load i32, ptr %w.addr, align 4
  %23 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %call4 = call zeroext i1 @in_range(i64 %24, i64 %26, i64 noundef %21, i32 noundef %22)
  %conv5 = zext i1 %call4 to i32
  %27 = load i64, ptr %k, align 8
  %shl = shl i64 1, %27
  %28 = load i32, ptr %w.addr, align 4
  %29 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %32 = load i64, ptr %31, align 8
  %call6 = call zeroext i1 @in_range(i64 %30, i64 %32, i64 noundef %shl, i32 noundef %28)
  %conv7 = zext i1 %call6 to i32
  %and8 = and i32 %conv5, %conv7
  %tobool9 = icmp ne i32 %and8, 0
  %lnot = xor i1 %tobool9, true
  %lnot.ext = zext i1 %lnot to i32
  %33 = load i64, ptr %x, align 8
  %34 = load i64, ptr %k, align 8
  %35 = load i32, ptr %w.addr, align 4
  %call10 = call i64 @ref_alu(i32 noundef 8, i64 noundef %33, i64 noundef %34, i32 noundef %35)
  %36 = load i32, ptr %w.addr, align 4
  %37 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %38 = load i64, ptr %37, align 8
  %39 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %40 = load i64, ptr %39, align 8
  %call11 = call zeroext i1 @in_range(i64 %38, i64 %40, i64 noundef %call10, i32 noundef %36)
  %conv12 = zext i1 %call11 to i32
  %or = or i32 %lnot.ext, %conv12
  %tobool13 = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool13)
  call void @llvm.lifetime.end.p0(i64 8, ptr %k) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  %41 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %41
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_pieces() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %r = alloca %struct.range, align 8
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %tmp = alloca %struct.range, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_range(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %r) #9
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call3 = call i64 @member_of_range(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call3, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %15 = load i32, ptr %w, align 4
  %16 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call4 = call i64 @member_of_range(i64 %17, i64 %19, i32 noundef %15)
  store i64 %call4, ptr %y, align 8
  %20 = load i64, ptr %x, align 8
  store i64 %20, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %21 = load i64, ptr %y, align 8
  store i64 %21, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  %22 = load i32, ptr %w, align 4
  %call5 = call i64 @any(i32 noundef %22)
  store i64 %call5, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  store i64 %call5, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %23 = load i32, ptr %w, align 4
  %24 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %31 = load i64, ptr %30, align 8
  %call6 = call { i64, i64 } @unsigned_op(ptr noundef @contract_interval, i64 %25, i64 %27, i64 %29, i64 %31, i32 noundef %23)
  %32 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %33 = extractvalue { i64, i64 } %call6, 0
  store i64 %33, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %35 = extractvalue { i64, i64 } %call6, 1
  store i64 %35, ptr %34, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  %36 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %37 = load i32, ptr %w, align 4
  %38 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %39 = load i64, ptr %38, align 8
  %40 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %41 = load i64, ptr %40, align 8
  call void @check_range(i64 %39, i64 %41, i64 noundef %36, i32 noundef %37)
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @contract_interval(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %a = alloca %struct.interval, align 8
  %b = alloca %struct.interval, align 8
  %w.addr = alloca i32, align 4
  %m = alloca i64, align 8
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %4 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @any_range(i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call, 1
  store i64 %8, ptr %7, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %m) #9
  %9 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @ref_mask(i32 noundef %9)
  store i64 %call1, ptr %m, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  store i64 %10, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %11 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  store i64 %11, ptr %y, align 8
  %lo = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %lo, align 8
  %hi = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %13 = load i64, ptr %hi, align 8
  %cmp = icmp ule i64 %12, %13
  %conv = zext i1 %cmp to i32
  %lo2 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %14 = load i64, ptr %lo2, align 8
  %hi3 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %15 = load i64, ptr %hi3, align 8
  %cmp4 = icmp ule i64 %14, %15
  %conv5 = zext i1 %cmp4 to i32
  %and = and i32 %conv, %conv5
  %hi6 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %16 = load i64, ptr %hi6, align 8
  %17 = load i64, ptr %m, align 8
  %cmp7 = icmp ule i64 %16, %17
  %conv8 = zext i1 %cmp7 to i32
  %and9 = and i32 %and, %conv8
  %hi10 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %18 = load i64, ptr %hi10, align 8
  %19 = load i64, ptr %m, align 8
  %cmp11 = icmp ule i64 %18, %19
  %conv12 = zext i1 %cmp11 to i32
  %and13 = and i32 %and9, %conv12
  %tobool = icmp ne i32 %and13, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %lo14 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %20 = load i64, ptr %lo14, align 8
  %21 = load i64, ptr %x, align 8
  %cmp15 = icmp ule i64 %20, %21
  %conv16 = zext i1 %cmp15 to i32
  %22 = load i64, ptr %x, align 8
  %hi17 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %23 = load i64, ptr %hi17, align 8
  %cmp18 = icmp ule i64 %22, %23
  %conv19 = zext i1 %cmp18 to i32
  %and20 = and i32 %conv16, %conv19
  %lo21 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %24 = load i64, ptr %lo21, align 8
  %25 = load i64, ptr %y, align 8
  %cmp22 = icmp ule i64 %24, %25
  %conv23 = zext i1 %cmp22 to i32
  %and24 = and i32 %and20, %conv23
  %26 = load i64, ptr %y, align 8
  %hi25 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %27 = load i64, ptr %hi25, align 8
  %cmp26 = icmp ule i64 %26, %27
  %conv27 = zext i1 %cmp26 to i32
  %and28 = and i32 %and24, %conv27
  %tobool29 = icmp ne i32 %and28, 0
  %lnot = xor i1 %tobool29, true
  %lnot.ext = zext i1 %lnot to i32
  %28 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %29 = load i32, ptr %w.addr, align 4
  %30 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %33 = load i64, ptr %32, align 8
  %call30 = call zeroext i1 @in_range(i64 %31, i64 %33, i64 noundef %28, i32 noundef %29)
  %conv31 = zext i1 %call30 to i32
  %or = or i32 %lnot.ext, %conv31
  %tobool32 = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool32)
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %m) #9
  %34 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %34
}

; Function Attrs: nounwind uwtable
define internal void @check_range(i64 %r.coerce0, i64 %r.coerce1, i64 noundef %v, i32 noundef %w) #0 {
entry:
  %r = alloca %struct.range, align 8
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %w.addr, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call zeroext i1 @range_formed(i64 %4, i64 %6, i32 noundef %2)
  %conv = zext i1 %call to i32
  %7 = load i64, ptr %v.addr, align 8
  %8 = load i32, ptr %w.addr, align 4
  %9 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call1 = call zeroext i1 @in_range(i64 %10, i64 %12, i64 noundef %7, i32 noundef %8)
  %conv2 = zext i1 %call1 to i32
  %and = and i32 %conv, %conv2
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_complement() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.range, align 8
  %x = alloca i64, align 8
  %agg.tmp = alloca %struct.range, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %5 = load i32, ptr %w, align 4
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call2 = call i64 @member_of_range(i64 %7, i64 %9, i32 noundef %5)
  store i64 %call2, ptr %x, align 8
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call3 = call { i64, i64 } @range_not(i64 %12, i64 %14, i32 noundef %10)
  %15 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %16 = extractvalue { i64, i64 } %call3, 0
  store i64 %16, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %18 = extractvalue { i64, i64 } %call3, 1
  store i64 %18, ptr %17, align 8
  %19 = load i32, ptr %w, align 4
  %call4 = call i64 @ref_mask(i32 noundef %19)
  %20 = load i64, ptr %x, align 8
  %sub = sub i64 %call4, %20
  %21 = load i32, ptr %w, align 4
  %22 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %23 = load i64, ptr %22, align 8
  %24 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %25 = load i64, ptr %24, align 8
  call void @check_range(i64 %23, i64 %25, i64 noundef %sub, i32 noundef %21)
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_interval_OR() #0 {
entry:
  call void @interval_operator(ptr noundef @interval_or, i32 noundef 6)
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @interval_operator(ptr noundef %op, i32 noundef %is) #0 {
entry:
  %op.addr = alloca ptr, align 8
  %is.addr = alloca i32, align 4
  %w = alloca i32, align 4
  %a = alloca %struct.interval, align 8
  %b = alloca %struct.interval, align 8
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %agg.tmp = alloca %struct.range, align 8
  store ptr %op, ptr %op.addr, align 8
  store i32 %is, ptr %is.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %lo = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %0 = load i32, ptr %w, align 4
  %call1 = call i64 @any(i32 noundef %0)
  store i64 %call1, ptr %lo, align 8
  %hi = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %1 = load i32, ptr %w, align 4
  %call2 = call i64 @any(i32 noundef %1)
  store i64 %call2, ptr %hi, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %lo3 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %2 = load i32, ptr %w, align 4
  %call4 = call i64 @any(i32 noundef %2)
  store i64 %call4, ptr %lo3, align 8
  %hi5 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %3 = load i32, ptr %w, align 4
  %call6 = call i64 @any(i32 noundef %3)
  store i64 %call6, ptr %hi5, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %4 = load i32, ptr %w, align 4
  %call7 = call i64 @any(i32 noundef %4)
  store i64 %call7, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %5 = load i32, ptr %w, align 4
  %call8 = call i64 @any(i32 noundef %5)
  store i64 %call8, ptr %y, align 8
  %lo9 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %lo9, align 8
  %7 = load i64, ptr %x, align 8
  %cmp = icmp ule i64 %6, %7
  %conv = zext i1 %cmp to i32
  %8 = load i64, ptr %x, align 8
  %hi10 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %9 = load i64, ptr %hi10, align 8
  %cmp11 = icmp ule i64 %8, %9
  %conv12 = zext i1 %cmp11 to i32
  %and = and i32 %conv, %conv12
  %lo13 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %10 = load i64, ptr %lo13, align 8
  %11 = load i64, ptr %y, align 8
  %cmp14 = icmp ule i64 %10, %11
  %conv15 = zext i1 %cmp14 to i32
  %and16 = and i32 %and, %conv15
  %12 = load i64, ptr %y, align 8
  %hi17 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %13 = load i64, ptr %hi17, align 8
  %cmp18 = icmp ule i64 %12, %13
  %conv19 = zext i1 %cmp18 to i32
  %and20 = and i32 %and16, %conv19
  %tobool = icmp ne i32 %and20, 0
  call void @prove_assume(i1 noundef zeroext %tobool)
  %14 = load i32, ptr %is.addr, align 4
  %call21 = call zeroext i1 @is_shift(i32 noundef %14)
  br i1 %call21, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %hi22 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %15 = load i64, ptr %hi22, align 8
  %16 = load i32, ptr %w, align 4
  %conv23 = zext i32 %16 to i64
  %cmp24 = icmp ult i64 %15, %conv23
  call void @prove_assume(i1 noundef zeroext %cmp24)
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  %17 = load ptr, ptr %op.addr, align 8
  %18 = load i32, ptr %w, align 4
  %19 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %call26 = call { i64, i64 } %17(i64 %20, i64 %22, i64 %24, i64 %26, i32 noundef %18)
  %27 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %28 = extractvalue { i64, i64 } %call26, 0
  store i64 %28, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %30 = extractvalue { i64, i64 } %call26, 1
  store i64 %30, ptr %29, align 8
  %31 = load i32, ptr %is.addr, align 4
  %32 = load i64, ptr %x, align 8
  %33 = load i64, ptr %y, align 8
  %34 = load i32, ptr %w, align 4
  %call27 = call i64 @ref_alu(i32 noundef %31, i64 noundef %32, i64 noundef %33, i32 noundef %34)
  %35 = load i32, ptr %w, align 4
  %36 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %37 = load i64, ptr %36, align 8
  %38 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %39 = load i64, ptr %38, align 8
  call void @check_range(i64 %37, i64 %39, i64 noundef %call27, i32 noundef %35)
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_interval_XOR() #0 {
entry:
  call void @interval_operator(ptr noundef @interval_xor, i32 noundef 12)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_interval_RSH() #0 {
entry:
  call void @interval_operator(ptr noundef @interval_rsh, i32 noundef 9)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_interval_DIV() #0 {
entry:
  call void @interval_operator(ptr noundef @interval_div, i32 noundef 4)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_interval_MOD() #0 {
entry:
  call void @interval_operator(ptr noundef @interval_mod, i32 noundef 10)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_join() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %x = alloca i64, align 8
  %agg.tmp = alloca %struct.range, align 8
  %agg.tmp5 = alloca %struct.range, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_range(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %call3 = call zeroext i1 @any_bool()
  br i1 %call3, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.tmp, ptr align 8 %a, i64 16, i1 false)
  br label %cond.end

cond.false:                                       ; preds = %entry
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.tmp, ptr align 8 %b, i64 16, i1 false)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call4 = call i64 @member_of_range(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call4, ptr %x, align 8
  %15 = load i32, ptr %w, align 4
  %16 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %call6 = call { i64, i64 } @range_join(i64 %17, i64 %19, i64 %21, i64 %23, i32 noundef %15)
  %24 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 0
  %25 = extractvalue { i64, i64 } %call6, 0
  store i64 %25, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 1
  %27 = extractvalue { i64, i64 } %call6, 1
  store i64 %27, ptr %26, align 8
  %28 = load i64, ptr %x, align 8
  %29 = load i32, ptr %w, align 4
  %30 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 0
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp5, i32 0, i32 1
  %33 = load i64, ptr %32, align 8
  call void @check_range(i64 %31, i64 %33, i64 noundef %28, i32 noundef %29)
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_meet() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %meet = alloca %struct.range, align 8
  %x = alloca i64, align 8
  %some = alloca i8, align 1
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_range(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %meet) #9
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call3 = call i64 @member_of_range(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call3, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %15 = load i32, ptr %w, align 4
  %16 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %call4 = call zeroext i1 @range_meet(i64 %17, i64 %19, i64 %21, i64 %23, i32 noundef %15, ptr noundef %meet)
  %storedv = zext i1 %call4 to i8
  store i8 %storedv, ptr %some, align 1
  %24 = load i64, ptr %x, align 8
  %25 = load i32, ptr %w, align 4
  %26 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %29 = load i64, ptr %28, align 8
  %call5 = call zeroext i1 @in_range(i64 %27, i64 %29, i64 noundef %24, i32 noundef %25)
  call void @prove_assume(i1 noundef zeroext %call5)
  %30 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %30 to i1
  call void @prove_check(i1 noundef zeroext %loadedv)
  %31 = load i64, ptr %x, align 8
  %32 = load i32, ptr %w, align 4
  %33 = getelementptr inbounds { i64, i64 }, ptr %meet, i32 0, i32 0
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %meet, i32 0, i32 1
  %36 = load i64, ptr %35, align 8
  call void @check_range(i64 %34, i64 %36, i64 noundef %31, i32 noundef %32)
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %meet) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_subset() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %x = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_range(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call3 = call i64 @member_of_range(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call3, ptr %x, align 8
  %15 = load i32, ptr %w, align 4
  %16 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %call4 = call zeroext i1 @range_subset(i64 %17, i64 %19, i64 %21, i64 %23, i32 noundef %15)
  %lnot = xor i1 %call4, true
  %lnot.ext = zext i1 %lnot to i32
  %24 = load i64, ptr %x, align 8
  %25 = load i32, ptr %w, align 4
  %26 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %27 = load i64, ptr %26, align 8
  %28 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %29 = load i64, ptr %28, align 8
  %call5 = call zeroext i1 @in_range(i64 %27, i64 %29, i64 noundef %24, i32 noundef %25)
  %conv = zext i1 %call5 to i32
  %or = or i32 %lnot.ext, %conv
  %tobool = icmp ne i32 %or, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_bounds() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.range, align 8
  %x = alloca i64, align 8
  %sx = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %5 = load i32, ptr %w, align 4
  %6 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call2 = call i64 @member_of_range(i64 %7, i64 %9, i32 noundef %5)
  store i64 %call2, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %sx) #9
  %10 = load i64, ptr %x, align 8
  %11 = load i32, ptr %w, align 4
  %call3 = call i64 @ref_signed(i64 noundef %10, i32 noundef %11)
  store i64 %call3, ptr %sx, align 8
  %12 = load i32, ptr %w, align 4
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %16 = load i64, ptr %15, align 8
  %call4 = call i64 @range_umin(i64 %14, i64 %16, i32 noundef %12)
  %17 = load i64, ptr %x, align 8
  %cmp = icmp ule i64 %call4, %17
  %conv = zext i1 %cmp to i32
  %18 = load i64, ptr %x, align 8
  %19 = load i32, ptr %w, align 4
  %20 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %call5 = call i64 @range_umax(i64 %21, i64 %23, i32 noundef %19)
  %cmp6 = icmp ule i64 %18, %call5
  %conv7 = zext i1 %cmp6 to i32
  %and = and i32 %conv, %conv7
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %24 = load i32, ptr %w, align 4
  %25 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %28 = load i64, ptr %27, align 8
  %call8 = call i64 @range_smin(i64 %26, i64 %28, i32 noundef %24)
  %29 = load i64, ptr %sx, align 8
  %cmp9 = icmp sle i64 %call8, %29
  %conv10 = zext i1 %cmp9 to i32
  %30 = load i64, ptr %sx, align 8
  %31 = load i32, ptr %w, align 4
  %32 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %33 = load i64, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %35 = load i64, ptr %34, align 8
  %call11 = call i64 @range_smax(i64 %33, i64 %35, i32 noundef %31)
  %cmp12 = icmp sle i64 %30, %call11
  %conv13 = zext i1 %cmp12 to i32
  %and14 = and i32 %conv10, %conv13
  %tobool15 = icmp ne i32 %and14, 0
  call void @prove_check(i1 noundef zeroext %tobool15)
  call void @llvm.lifetime.end.p0(i64 8, ptr %sx) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: inlinehint nounwind uwtable
define internal i64 @ref_signed(i64 noundef %v, i32 noundef %w) #1 {
entry:
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %sign = alloca i64, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %sign) #9
  %0 = load i32, ptr %w.addr, align 4
  %sub = sub i32 %0, 1
  %sh_prom = zext i32 %sub to i64
  %shl = shl i64 1, %sh_prom
  store i64 %shl, ptr %sign, align 8
  %1 = load i64, ptr %v.addr, align 8
  %2 = load i32, ptr %w.addr, align 4
  %call = call i64 @ref_mask(i32 noundef %2)
  %and = and i64 %1, %call
  %3 = load i64, ptr %sign, align 8
  %xor = xor i64 %and, %3
  %4 = load i64, ptr %sign, align 8
  %sub1 = sub i64 %xor, %4
  call void @llvm.lifetime.end.p0(i64 8, ptr %sign) #9
  ret i64 %sub1
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_between() #0 {
entry:
  %w = alloca i32, align 4
  %first = alloca i64, align 8
  %step = alloca i64, align 8
  %last = alloca i64, align 8
  %agg.tmp = alloca %struct.range, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %first) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call i64 @any(i32 noundef %0)
  store i64 %call1, ptr %first, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %step) #9
  %1 = load i32, ptr %w, align 4
  %call2 = call i64 @any(i32 noundef %1)
  store i64 %call2, ptr %step, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %last) #9
  %2 = load i32, ptr %w, align 4
  %call3 = call i64 @any(i32 noundef %2)
  store i64 %call3, ptr %last, align 8
  %3 = load i64, ptr %step, align 8
  %4 = load i64, ptr %last, align 8
  %5 = load i64, ptr %first, align 8
  %sub = sub i64 %4, %5
  %6 = load i32, ptr %w, align 4
  %call4 = call i64 @ref_mask(i32 noundef %6)
  %and = and i64 %sub, %call4
  %cmp = icmp ule i64 %3, %and
  call void @prove_assume(i1 noundef zeroext %cmp)
  %7 = load i64, ptr %first, align 8
  %8 = load i64, ptr %last, align 8
  %9 = load i32, ptr %w, align 4
  %call5 = call { i64, i64 } @range_between(i64 noundef %7, i64 noundef %8, i32 noundef %9)
  %10 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %11 = extractvalue { i64, i64 } %call5, 0
  store i64 %11, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %13 = extractvalue { i64, i64 } %call5, 1
  store i64 %13, ptr %12, align 8
  %14 = load i64, ptr %first, align 8
  %15 = load i64, ptr %step, align 8
  %add = add i64 %14, %15
  %16 = load i32, ptr %w, align 4
  %call6 = call i64 @ref_mask(i32 noundef %16)
  %and7 = and i64 %add, %call6
  %17 = load i32, ptr %w, align 4
  %18 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %21 = load i64, ptr %20, align 8
  call void @check_range(i64 %19, i64 %21, i64 noundef %and7, i32 noundef %17)
  call void @llvm.lifetime.end.p0(i64 8, ptr %last) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %step) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %first) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_low() #0 {
entry:
  %w = alloca i32, align 4
  %bits = alloca i32, align 4
  %a = alloca %struct.range, align 8
  %narrow = alloca %struct.range, align 8
  %x = alloca i64, align 8
  %v = alloca i64, align 8
  %agg.tmp = alloca %struct.range, align 8
  %agg.tmp8 = alloca %struct.range, align 8
  %agg.tmp10 = alloca %struct.range, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %bits) #9
  %call1 = call i64 @prove_constant(i32 noundef 1)
  %conv = trunc i64 %call1 to i32
  store i32 %conv, ptr %bits, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_range(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call2, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call2, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %narrow) #9
  %5 = load i32, ptr %bits, align 4
  %call3 = call { i64, i64 } @any_range(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %narrow, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call3, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %narrow, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call3, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call4 = call i64 @member_of_range(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call4, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %15 = load i32, ptr %bits, align 4
  %16 = getelementptr inbounds { i64, i64 }, ptr %narrow, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %narrow, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call5 = call i64 @member_of_range(i64 %17, i64 %19, i32 noundef %15)
  store i64 %call5, ptr %v, align 8
  %20 = load i32, ptr %bits, align 4
  %21 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %24 = load i64, ptr %23, align 8
  %call6 = call { i64, i64 } @range_low(i64 %22, i64 %24, i32 noundef %20)
  %25 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %26 = extractvalue { i64, i64 } %call6, 0
  store i64 %26, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %28 = extractvalue { i64, i64 } %call6, 1
  store i64 %28, ptr %27, align 8
  %29 = load i64, ptr %x, align 8
  %30 = load i32, ptr %bits, align 4
  %31 = load i32, ptr %bits, align 4
  %call7 = call i64 @ref_truncate(i64 noundef %29, i32 noundef %30, i1 noundef zeroext false, i32 noundef %31)
  %32 = load i32, ptr %bits, align 4
  %33 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %36 = load i64, ptr %35, align 8
  call void @check_range(i64 %34, i64 %36, i64 noundef %call7, i32 noundef %32)
  %37 = load i32, ptr %bits, align 4
  %38 = load i32, ptr %w, align 4
  %39 = getelementptr inbounds { i64, i64 }, ptr %narrow, i32 0, i32 0
  %40 = load i64, ptr %39, align 8
  %41 = getelementptr inbounds { i64, i64 }, ptr %narrow, i32 0, i32 1
  %42 = load i64, ptr %41, align 8
  %call9 = call { i64, i64 } @range_zext(i64 %40, i64 %42, i32 noundef %37, i32 noundef %38)
  %43 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp8, i32 0, i32 0
  %44 = extractvalue { i64, i64 } %call9, 0
  store i64 %44, ptr %43, align 8
  %45 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp8, i32 0, i32 1
  %46 = extractvalue { i64, i64 } %call9, 1
  store i64 %46, ptr %45, align 8
  %47 = load i64, ptr %v, align 8
  %48 = load i32, ptr %w, align 4
  %49 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp8, i32 0, i32 0
  %50 = load i64, ptr %49, align 8
  %51 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp8, i32 0, i32 1
  %52 = load i64, ptr %51, align 8
  call void @check_range(i64 %50, i64 %52, i64 noundef %47, i32 noundef %48)
  %53 = load i32, ptr %bits, align 4
  %54 = load i32, ptr %w, align 4
  %55 = getelementptr inbounds { i64, i64 }, ptr %narrow, i32 0, i32 0
  %56 = load i64, ptr %55, align 8
  %57 = getelementptr inbounds { i64, i64 }, ptr %narrow, i32 0, i32 1
  %58 = load i64, ptr %57, align 8
  %call11 = call { i64, i64 } @range_sext(i64 %56, i64 %58, i32 noundef %53, i32 noundef %54)
  %59 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp10, i32 0, i32 0
  %60 = extractvalue { i64, i64 } %call11, 0
  store i64 %60, ptr %59, align 8
  %61 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp10, i32 0, i32 1
  %62 = extractvalue { i64, i64 } %call11, 1
  store i64 %62, ptr %61, align 8
  %63 = load i64, ptr %v, align 8
  %64 = load i32, ptr %bits, align 4
  %65 = load i32, ptr %w, align 4
  %call12 = call i64 @ref_truncate(i64 noundef %63, i32 noundef %64, i1 noundef zeroext true, i32 noundef %65)
  %66 = load i32, ptr %w, align 4
  %67 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp10, i32 0, i32 0
  %68 = load i64, ptr %67, align 8
  %69 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp10, i32 0, i32 1
  %70 = load i64, ptr %69, align 8
  call void @check_range(i64 %68, i64 %70, i64 noundef %call12, i32 noundef %66)
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %narrow) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %bits) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_widen() #0 {
entry:
  %w = alloca i32, align 4
  %old_ = alloca %struct.range, align 8
  %new_ = alloca %struct.range, align 8
  %x = alloca i64, align 8
  %agg.tmp = alloca %struct.range, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %old_) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %old_, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %old_, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %new_) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_range(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %new_, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %new_, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %new_, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %new_, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call3 = call i64 @member_of_range(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call3, ptr %x, align 8
  %15 = load i32, ptr %w, align 4
  %16 = getelementptr inbounds { i64, i64 }, ptr %old_, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %old_, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %new_, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %new_, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %call4 = call { i64, i64 } @range_widen(i64 %17, i64 %19, i64 %21, i64 %23, i32 noundef %15)
  %24 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %25 = extractvalue { i64, i64 } %call4, 0
  store i64 %25, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %27 = extractvalue { i64, i64 } %call4, 1
  store i64 %27, ptr %26, align 8
  %28 = load i64, ptr %x, align 8
  %29 = load i32, ptr %w, align 4
  %30 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %33 = load i64, ptr %32, align 8
  call void @check_range(i64 %31, i64 %33, i64 noundef %28, i32 noundef %29)
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %new_) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %old_) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_next() #0 {
entry:
  %w = alloca i32, align 4
  %t = alloca %struct.tnum, align 8
  %v = alloca i64, align 8
  %x = alloca i64, align 8
  %next = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %t) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_bits(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %5 = load i32, ptr %w, align 4
  %6 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call2 = call i64 @member_of_bits(i64 %7, i64 %9, i32 noundef %5)
  store i64 %call2, ptr %v, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %call3 = call i64 @any(i32 noundef %10)
  store i64 %call3, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %next) #9
  %11 = load i64, ptr %x, align 8
  %12 = load i64, ptr %v, align 8
  %cmp = icmp ule i64 %11, %12
  call void @prove_assume(i1 noundef zeroext %cmp)
  %13 = load i64, ptr %x, align 8
  %14 = load i32, ptr %w, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %call4 = call zeroext i1 @tnum_next(i64 %16, i64 %18, i64 noundef %13, i32 noundef %14, ptr noundef %next)
  call void @prove_check(i1 noundef zeroext %call4)
  %19 = load i64, ptr %next, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %call5 = call zeroext i1 @in_bits(i64 %21, i64 %23, i64 noundef %19)
  %conv = zext i1 %call5 to i32
  %24 = load i64, ptr %x, align 8
  %25 = load i64, ptr %next, align 8
  %cmp6 = icmp ule i64 %24, %25
  %conv7 = zext i1 %cmp6 to i32
  %and = and i32 %conv, %conv7
  %26 = load i64, ptr %next, align 8
  %27 = load i64, ptr %v, align 8
  %cmp8 = icmp ule i64 %26, %27
  %conv9 = zext i1 %cmp8 to i32
  %and10 = and i32 %and, %conv9
  %tobool = icmp ne i32 %and10, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  call void @llvm.lifetime.end.p0(i64 8, ptr %next) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %t) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @tnum_next(i64 %t.coerce0, i64 %t.coerce1, i64 noundef %x, i32 noundef %w, ptr noundef %out) #0 {
entry:
  %retval = alloca i1, align 1
  %t = alloca %struct.tnum, align 8
  %x.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %out.addr = alloca ptr, align 8
  %differ = alloca i64, align 8
  %below = alloca i64, align 8
  %rise = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  store i64 %x, ptr %x.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  store ptr %out, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %differ) #9
  %2 = load i64, ptr %x.addr, align 8
  %value = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %3 = load i64, ptr %value, align 8
  %xor = xor i64 %2, %3
  %mask = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %4 = load i64, ptr %mask, align 8
  %not = xor i64 %4, -1
  %and = and i64 %xor, %not
  %5 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %5)
  %and1 = and i64 %and, %call
  store i64 %and1, ptr %differ, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %below) #9
  call void @llvm.lifetime.start.p0(i64 8, ptr %rise) #9
  %6 = load i64, ptr %differ, align 8
  %tobool = icmp ne i64 %6, 0
  br i1 %tobool, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  %7 = load i64, ptr %x.addr, align 8
  %8 = load ptr, ptr %out.addr, align 8
  store i64 %7, ptr %8, align 8
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %9 = load i64, ptr %differ, align 8
  %10 = call i64 @llvm.ctlz.i64(i64 %9, i1 true)
  %cast = trunc i64 %10 to i32
  %sh_prom = zext i32 %cast to i64
  %shr = lshr i64 -1, %sh_prom
  store i64 %shr, ptr %below, align 8
  %value2 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %11 = load i64, ptr %value2, align 8
  %12 = load i64, ptr %below, align 8
  %13 = load i64, ptr %below, align 8
  %shr3 = lshr i64 %13, 1
  %xor4 = xor i64 %12, %shr3
  %and5 = and i64 %11, %xor4
  %tobool6 = icmp ne i64 %and5, 0
  br i1 %tobool6, label %if.then7, label %if.end12

if.then7:                                         ; preds = %if.end
  %14 = load i64, ptr %x.addr, align 8
  %15 = load i64, ptr %below, align 8
  %not8 = xor i64 %15, -1
  %and9 = and i64 %14, %not8
  %value10 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %16 = load i64, ptr %value10, align 8
  %17 = load i64, ptr %below, align 8
  %and11 = and i64 %16, %17
  %or = or i64 %and9, %and11
  %18 = load ptr, ptr %out.addr, align 8
  store i64 %or, ptr %18, align 8
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end12:                                         ; preds = %if.end
  %mask13 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %19 = load i64, ptr %mask13, align 8
  %20 = load i64, ptr %x.addr, align 8
  %not14 = xor i64 %20, -1
  %and15 = and i64 %19, %not14
  %21 = load i64, ptr %below, align 8
  %not16 = xor i64 %21, -1
  %and17 = and i64 %and15, %not16
  store i64 %and17, ptr %rise, align 8
  %22 = load i64, ptr %rise, align 8
  %tobool18 = icmp ne i64 %22, 0
  br i1 %tobool18, label %if.end20, label %if.then19

if.then19:                                        ; preds = %if.end12
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end20:                                         ; preds = %if.end12
  %23 = load i64, ptr %rise, align 8
  %sub = sub i64 0, %23
  %24 = load i64, ptr %rise, align 8
  %and21 = and i64 %24, %sub
  store i64 %and21, ptr %rise, align 8
  %25 = load i64, ptr %x.addr, align 8
  %26 = load i64, ptr %rise, align 8
  %sub22 = sub i64 %26, 1
  %not23 = xor i64 %sub22, -1
  %and24 = and i64 %25, %not23
  %27 = load i64, ptr %rise, align 8
  %or25 = or i64 %and24, %27
  %value26 = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 0
  %28 = load i64, ptr %value26, align 8
  %29 = load i64, ptr %rise, align 8
  %sub27 = sub i64 %29, 1
  %and28 = and i64 %28, %sub27
  %or29 = or i64 %or25, %and28
  %30 = load ptr, ptr %out.addr, align 8
  store i64 %or29, ptr %30, align 8
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end20, %if.then19, %if.then7, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %rise) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %below) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %differ) #9
  %31 = load i1, ptr %retval, align 1
  ret i1 %31
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_member_next() #0 {
entry:
  %w = alloca i32, align 4
  %set = alloca %struct.members, align 8
  %v = alloca i64, align 8
  %x = alloca i64, align 8
  %next = alloca i64, align 8
  %some = alloca i8, align 1
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 40, ptr %set) #9
  %0 = load i32, ptr %w, align 4
  call void @any_members(ptr dead_on_unwind writable sret(%struct.members) align 8 %set, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %1 = load i32, ptr %w, align 4
  %call1 = call i64 @any(i32 noundef %1)
  store i64 %call1, ptr %v, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %2 = load i32, ptr %w, align 4
  %call2 = call i64 @any(i32 noundef %2)
  store i64 %call2, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %next) #9
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %3 = load i64, ptr %v, align 8
  store i64 %3, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %4 = load i64, ptr %x, align 8
  %call3 = call zeroext i1 @member_next(ptr noundef %set, i64 noundef %4, ptr noundef %next)
  %storedv = zext i1 %call3 to i8
  store i8 %storedv, ptr %some, align 1
  %5 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %5 to i1
  %lnot = xor i1 %loadedv, true
  %lnot.ext = zext i1 %lnot to i32
  %6 = load i64, ptr %next, align 8
  %call4 = call zeroext i1 @in_members(ptr noundef %set, i64 noundef %6)
  %conv = zext i1 %call4 to i32
  %7 = load i64, ptr %x, align 8
  %8 = load i64, ptr %next, align 8
  %cmp = icmp ule i64 %7, %8
  %conv5 = zext i1 %cmp to i32
  %and = and i32 %conv, %conv5
  %or = or i32 %lnot.ext, %and
  %tobool = icmp ne i32 %or, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %9 = load i64, ptr %v, align 8
  %call6 = call zeroext i1 @in_members(ptr noundef %set, i64 noundef %9)
  %conv7 = zext i1 %call6 to i32
  %10 = load i64, ptr %x, align 8
  %11 = load i64, ptr %v, align 8
  %cmp8 = icmp ule i64 %10, %11
  %conv9 = zext i1 %cmp8 to i32
  %and10 = and i32 %conv7, %conv9
  %tobool11 = icmp ne i32 %and10, 0
  %lnot12 = xor i1 %tobool11, true
  %lnot.ext13 = zext i1 %lnot12 to i32
  %12 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv14 = trunc i8 %12 to i1
  %conv15 = zext i1 %loadedv14 to i32
  %13 = load i64, ptr %next, align 8
  %14 = load i64, ptr %v, align 8
  %cmp16 = icmp ule i64 %13, %14
  %conv17 = zext i1 %cmp16 to i32
  %and18 = and i32 %conv15, %conv17
  %or19 = or i32 %lnot.ext13, %and18
  %tobool20 = icmp ne i32 %or19, 0
  call void @prove_check(i1 noundef zeroext %tobool20)
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %next) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 40, ptr %set) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @any_members(ptr dead_on_unwind noalias writable sret(%struct.members) align 8 %agg.result, i32 noundef %w) #0 {
entry:
  %w.addr = alloca i32, align 4
  store i32 %w, ptr %w.addr, align 4
  %bits = getelementptr inbounds %struct.members, ptr %agg.result, i32 0, i32 0
  %0 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @any_bits(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call, 1
  store i64 %4, ptr %3, align 8
  %low = getelementptr inbounds %struct.members, ptr %agg.result, i32 0, i32 1
  %5 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %5, 2
  %call1 = call { i64, i64 } @any_range(i32 noundef %div)
  %6 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call1, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call1, 1
  store i64 %9, ptr %8, align 8
  %halved = getelementptr inbounds %struct.members, ptr %agg.result, i32 0, i32 2
  %call2 = call zeroext i1 @any_bool()
  %storedv = zext i1 %call2 to i8
  store i8 %storedv, ptr %halved, align 8
  %w3 = getelementptr inbounds %struct.members, ptr %agg.result, i32 0, i32 3
  %10 = load i32, ptr %w.addr, align 4
  store i32 %10, ptr %w3, align 4
  %call4 = call zeroext i1 @members_formed(ptr noundef %agg.result)
  call void @prove_assume(i1 noundef zeroext %call4)
  ret void
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @member_next(ptr noundef %set, i64 noundef %x, ptr noundef %out) #0 {
entry:
  %retval = alloca i1, align 1
  %set.addr = alloca ptr, align 8
  %x.addr = alloca i64, align 8
  %out.addr = alloca ptr, align 8
  %h = alloca i32, align 4
  %bits = alloca %struct.tnum, align 8
  %high = alloca i64, align 8
  %low = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  store ptr %set, ptr %set.addr, align 8
  store i64 %x, ptr %x.addr, align 8
  store ptr %out, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %h) #9
  %0 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %0, i32 0, i32 3
  %1 = load i32, ptr %w, align 4
  %div = udiv i32 %1, 2
  store i32 %div, ptr %h, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %bits) #9
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %2 = load ptr, ptr %set.addr, align 8
  %bits1 = getelementptr inbounds %struct.members, ptr %2, i32 0, i32 0
  %value2 = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 0
  %3 = load i64, ptr %value2, align 8
  %4 = load i32, ptr %h, align 4
  %sh_prom = zext i32 %4 to i64
  %shr = lshr i64 %3, %sh_prom
  store i64 %shr, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 1
  %5 = load ptr, ptr %set.addr, align 8
  %bits3 = getelementptr inbounds %struct.members, ptr %5, i32 0, i32 0
  %mask4 = getelementptr inbounds %struct.tnum, ptr %bits3, i32 0, i32 1
  %6 = load i64, ptr %mask4, align 8
  %7 = load i32, ptr %h, align 4
  %sh_prom5 = zext i32 %7 to i64
  %shr6 = lshr i64 %6, %sh_prom5
  store i64 %shr6, ptr %mask, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %high) #9
  %8 = load i64, ptr %x.addr, align 8
  %9 = load i32, ptr %h, align 4
  %sh_prom7 = zext i32 %9 to i64
  %shr8 = lshr i64 %8, %sh_prom7
  store i64 %shr8, ptr %high, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %10 = load ptr, ptr %set.addr, align 8
  %halved = getelementptr inbounds %struct.members, ptr %10, i32 0, i32 2
  %11 = load i8, ptr %halved, align 8, !range !5, !noundef !6
  %loadedv = trunc i8 %11 to i1
  br i1 %loadedv, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  %12 = load ptr, ptr %set.addr, align 8
  %bits9 = getelementptr inbounds %struct.members, ptr %12, i32 0, i32 0
  %13 = load i64, ptr %x.addr, align 8
  %14 = load ptr, ptr %set.addr, align 8
  %w10 = getelementptr inbounds %struct.members, ptr %14, i32 0, i32 3
  %15 = load i32, ptr %w10, align 4
  %16 = load ptr, ptr %out.addr, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %bits9, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %bits9, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call = call zeroext i1 @tnum_next(i64 %18, i64 %20, i64 noundef %13, i32 noundef %15, ptr noundef %16)
  store i1 %call, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %21 = load i64, ptr %high, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %23 = load i64, ptr %22, align 8
  %24 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %25 = load i64, ptr %24, align 8
  %call11 = call zeroext i1 @tnum_contains(i64 %23, i64 %25, i64 noundef %21)
  br i1 %call11, label %lor.lhs.false, label %if.then14

lor.lhs.false:                                    ; preds = %if.end
  %26 = load ptr, ptr %set.addr, align 8
  %27 = load i64, ptr %x.addr, align 8
  %28 = load i32, ptr %h, align 4
  %call12 = call i64 @width_mask(i32 noundef %28)
  %and = and i64 %27, %call12
  %call13 = call zeroext i1 @low_next(ptr noundef %26, i64 noundef %and, ptr noundef %low)
  br i1 %call13, label %if.end23, label %if.then14

if.then14:                                        ; preds = %lor.lhs.false, %if.end
  %29 = load i64, ptr %high, align 8
  %30 = load i32, ptr %h, align 4
  %call15 = call i64 @width_mask(i32 noundef %30)
  %cmp = icmp eq i64 %29, %call15
  br i1 %cmp, label %if.then18, label %lor.lhs.false16

lor.lhs.false16:                                  ; preds = %if.then14
  %31 = load i64, ptr %high, align 8
  %add = add i64 %31, 1
  %32 = load i32, ptr %h, align 4
  %33 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %36 = load i64, ptr %35, align 8
  %call17 = call zeroext i1 @tnum_next(i64 %34, i64 %36, i64 noundef %add, i32 noundef %32, ptr noundef %high)
  br i1 %call17, label %if.end19, label %if.then18

if.then18:                                        ; preds = %lor.lhs.false16, %if.then14
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end19:                                         ; preds = %lor.lhs.false16
  %37 = load ptr, ptr %set.addr, align 8
  %call20 = call zeroext i1 @low_next(ptr noundef %37, i64 noundef 0, ptr noundef %low)
  br i1 %call20, label %if.end22, label %if.then21

if.then21:                                        ; preds = %if.end19
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end22:                                         ; preds = %if.end19
  br label %if.end23

if.end23:                                         ; preds = %if.end22, %lor.lhs.false
  %38 = load i64, ptr %high, align 8
  %39 = load i32, ptr %h, align 4
  %sh_prom24 = zext i32 %39 to i64
  %shl = shl i64 %38, %sh_prom24
  %40 = load i64, ptr %low, align 8
  %or = or i64 %shl, %40
  %41 = load ptr, ptr %out.addr, align 8
  store i64 %or, ptr %41, align 8
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end23, %if.then21, %if.then18, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %high) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %bits) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %h) #9
  %42 = load i1, ptr %retval, align 1
  ret i1 %42
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_tighten() #0 {
entry:
  %w = alloca i32, align 4
  %set = alloca %struct.members, align 8
  %r = alloca %struct.range, align 8
  %v = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 40, ptr %set) #9
  %0 = load i32, ptr %w, align 4
  call void @any_members(ptr dead_on_unwind writable sret(%struct.members) align 8 %set, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 16, ptr %r) #9
  %1 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %1)
  %2 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %3 = extractvalue { i64, i64 } %call1, 0
  store i64 %3, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %5 = extractvalue { i64, i64 } %call1, 1
  store i64 %5, ptr %4, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %6 = load i32, ptr %w, align 4
  %7 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %10 = load i64, ptr %9, align 8
  %call2 = call i64 @member_of_range(i64 %8, i64 %10, i32 noundef %6)
  store i64 %call2, ptr %v, align 8
  %11 = load i64, ptr %v, align 8
  %call3 = call zeroext i1 @in_members(ptr noundef %set, i64 noundef %11)
  call void @prove_assume(i1 noundef zeroext %call3)
  %12 = load i64, ptr %v, align 8
  store i64 %12, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %call4 = call zeroext i1 @range_tighten(ptr noundef %r, ptr noundef %set)
  call void @prove_check(i1 noundef zeroext %call4)
  %13 = load i64, ptr %v, align 8
  %14 = load i32, ptr %w, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  call void @check_range(i64 %16, i64 %18, i64 noundef %13, i32 noundef %14)
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %19 = load i64, ptr %base, align 8
  %call5 = call zeroext i1 @in_members(ptr noundef %set, i64 noundef %19)
  %conv = zext i1 %call5 to i32
  %base6 = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %20 = load i64, ptr %base6, align 8
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %21 = load i64, ptr %size, align 8
  %add = add i64 %20, %21
  %22 = load i32, ptr %w, align 4
  %call7 = call i64 @ref_mask(i32 noundef %22)
  %and = and i64 %add, %call7
  %call8 = call zeroext i1 @in_members(ptr noundef %set, i64 noundef %and)
  %conv9 = zext i1 %call8 to i32
  %and10 = and i32 %conv, %conv9
  %tobool = icmp ne i32 %and10, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 40, ptr %set) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @range_tighten(ptr noundef %r, ptr noundef %set) #5 {
entry:
  %retval = alloca i1, align 1
  %r.addr = alloca ptr, align 8
  %set.addr = alloca ptr, align 8
  %w = alloca i32, align 4
  %first = alloca i64, align 8
  %last = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %flip = alloca %struct.members, align 8
  %tmp = alloca %struct.range, align 8
  %tmp16 = alloca %struct.range, align 8
  store ptr %r, ptr %r.addr, align 8
  store ptr %set, ptr %set.addr, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %0 = load ptr, ptr %set.addr, align 8
  %w1 = getelementptr inbounds %struct.members, ptr %0, i32 0, i32 3
  %1 = load i32, ptr %w1, align 4
  store i32 %1, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %first) #9
  %2 = load ptr, ptr %r.addr, align 8
  %base = getelementptr inbounds %struct.range, ptr %2, i32 0, i32 0
  %3 = load i64, ptr %base, align 8
  store i64 %3, ptr %first, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %last) #9
  %4 = load ptr, ptr %r.addr, align 8
  %5 = load i32, ptr %w, align 4
  %6 = getelementptr inbounds { i64, i64 }, ptr %4, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %4, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call = call i64 @range_last(i64 %7, i64 %9, i32 noundef %5)
  store i64 %call, ptr %last, align 8
  %10 = load ptr, ptr %set.addr, align 8
  %11 = load i64, ptr %first, align 8
  %call2 = call zeroext i1 @is_member(ptr noundef %10, i64 noundef %11)
  br i1 %call2, label %if.end, label %land.lhs.true

land.lhs.true:                                    ; preds = %entry
  %12 = load ptr, ptr %set.addr, align 8
  %13 = load i64, ptr %first, align 8
  %call3 = call zeroext i1 @member_from(ptr noundef %12, i64 noundef %13, ptr noundef %first)
  br i1 %call3, label %lor.lhs.false, label %if.then

lor.lhs.false:                                    ; preds = %land.lhs.true
  %14 = load ptr, ptr %r.addr, align 8
  %15 = load i64, ptr %first, align 8
  %16 = load i32, ptr %w, align 4
  %17 = getelementptr inbounds { i64, i64 }, ptr %14, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %14, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call4 = call zeroext i1 @range_contains(i64 %18, i64 %20, i64 noundef %15, i32 noundef %16)
  br i1 %call4, label %if.end, label %if.then

if.then:                                          ; preds = %lor.lhs.false, %land.lhs.true
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup19

if.end:                                           ; preds = %lor.lhs.false, %entry
  %21 = load ptr, ptr %set.addr, align 8
  %22 = load i64, ptr %last, align 8
  %call5 = call zeroext i1 @is_member(ptr noundef %21, i64 noundef %22)
  br i1 %call5, label %if.end12, label %if.then6

if.then6:                                         ; preds = %if.end
  call void @llvm.lifetime.start.p0(i64 40, ptr %flip) #9
  %23 = load ptr, ptr %set.addr, align 8
  call void @members_flip(ptr dead_on_unwind writable sret(%struct.members) align 8 %flip, ptr noundef %23)
  %24 = load i64, ptr %last, align 8
  %not = xor i64 %24, -1
  %25 = load i32, ptr %w, align 4
  %call7 = call i64 @width_mask(i32 noundef %25)
  %and = and i64 %not, %call7
  %call8 = call zeroext i1 @member_from(ptr noundef %flip, i64 noundef %and, ptr noundef %last)
  br i1 %call8, label %if.end10, label %if.then9

if.then9:                                         ; preds = %if.then6
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end10:                                         ; preds = %if.then6
  %26 = load i64, ptr %last, align 8
  %not11 = xor i64 %26, -1
  store i64 %not11, ptr %last, align 8
  store i32 0, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end10, %if.then9
  call void @llvm.lifetime.end.p0(i64 40, ptr %flip) #9
  %cleanup.dest = load i32, ptr %cleanup.dest.slot, align 4
  switch i32 %cleanup.dest, label %cleanup19 [
    i32 0, label %cleanup.cont
  ]

cleanup.cont:                                     ; preds = %cleanup
  br label %if.end12

if.end12:                                         ; preds = %cleanup.cont, %if.end
  %27 = load ptr, ptr %r.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %28 = load i64, ptr %first, align 8
  %29 = load i64, ptr %last, align 8
  %30 = load i32, ptr %w, align 4
  %call13 = call { i64, i64 } @range_between(i64 noundef %28, i64 noundef %29, i32 noundef %30)
  %31 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %32 = extractvalue { i64, i64 } %call13, 0
  store i64 %32, ptr %31, align 8
  %33 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %34 = extractvalue { i64, i64 } %call13, 1
  store i64 %34, ptr %33, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %27, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  %35 = load ptr, ptr %r.addr, align 8
  %36 = load i32, ptr %w, align 4
  %37 = getelementptr inbounds { i64, i64 }, ptr %35, i32 0, i32 0
  %38 = load i64, ptr %37, align 8
  %39 = getelementptr inbounds { i64, i64 }, ptr %35, i32 0, i32 1
  %40 = load i64, ptr %39, align 8
  %call14 = call zeroext i1 @range_wraps(i64 %38, i64 %40, i32 noundef %36)
  br i1 %call14, label %if.then15, label %if.end18

if.then15:                                        ; preds = %if.end12
  %41 = load ptr, ptr %r.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp16) #9
  %42 = load ptr, ptr %r.addr, align 8
  %43 = load ptr, ptr %set.addr, align 8
  %44 = getelementptr inbounds { i64, i64 }, ptr %42, i32 0, i32 0
  %45 = load i64, ptr %44, align 8
  %46 = getelementptr inbounds { i64, i64 }, ptr %42, i32 0, i32 1
  %47 = load i64, ptr %46, align 8
  %call17 = call { i64, i64 } @range_unwrap(i64 %45, i64 %47, ptr noundef %43)
  %48 = getelementptr inbounds { i64, i64 }, ptr %tmp16, i32 0, i32 0
  %49 = extractvalue { i64, i64 } %call17, 0
  store i64 %49, ptr %48, align 8
  %50 = getelementptr inbounds { i64, i64 }, ptr %tmp16, i32 0, i32 1
  %51 = extractvalue { i64, i64 } %call17, 1
  store i64 %51, ptr %50, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %41, ptr align 8 %tmp16, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp16) #9
  br label %if.end18

if.end18:                                         ; preds = %if.then15, %if.end12
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup19

cleanup19:                                        ; preds = %if.end18, %cleanup, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %last) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %first) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  %52 = load i1, ptr %retval, align 1
  ret i1 %52
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_part_reduce() #0 {
entry:
  %w = alloca i32, align 4
  %set = alloca %struct.members, align 8
  %r = alloca %struct.range, align 8
  %v = alloca i64, align 8
  %last = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 40, ptr %set) #9
  %0 = load i32, ptr %w, align 4
  call void @any_members(ptr dead_on_unwind writable sret(%struct.members) align 8 %set, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 16, ptr %r) #9
  %1 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %1)
  %2 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %3 = extractvalue { i64, i64 } %call1, 0
  store i64 %3, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %5 = extractvalue { i64, i64 } %call1, 1
  store i64 %5, ptr %4, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %6 = load i32, ptr %w, align 4
  %7 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %10 = load i64, ptr %9, align 8
  %call2 = call i64 @member_of_range(i64 %8, i64 %10, i32 noundef %6)
  store i64 %call2, ptr %v, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %last) #9
  %11 = load i64, ptr %v, align 8
  %call3 = call zeroext i1 @in_members(ptr noundef %set, i64 noundef %11)
  call void @prove_assume(i1 noundef zeroext %call3)
  %12 = load i64, ptr %v, align 8
  store i64 %12, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %call4 = call zeroext i1 @part_reduce(ptr noundef %r, ptr noundef %set)
  call void @prove_check(i1 noundef zeroext %call4)
  %base = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %13 = load i64, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 1
  %14 = load i64, ptr %size, align 8
  %add = add i64 %13, %14
  %15 = load i32, ptr %w, align 4
  %call5 = call i64 @ref_mask(i32 noundef %15)
  %and = and i64 %add, %call5
  store i64 %and, ptr %last, align 8
  %16 = load i64, ptr %v, align 8
  %17 = load i32, ptr %w, align 4
  %18 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %21 = load i64, ptr %20, align 8
  call void @check_range(i64 %19, i64 %21, i64 noundef %16, i32 noundef %17)
  %bits = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 0
  %22 = load i64, ptr %v, align 8
  %23 = load i32, ptr %w, align 4
  %24 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %27 = load i64, ptr %26, align 8
  call void @check_bits(i64 %25, i64 %27, i64 noundef %22, i32 noundef %23)
  %bits6 = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 0
  %base7 = getelementptr inbounds %struct.range, ptr %r, i32 0, i32 0
  %28 = load i64, ptr %base7, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %bits6, i32 0, i32 0
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %bits6, i32 0, i32 1
  %32 = load i64, ptr %31, align 8
  %call8 = call zeroext i1 @in_bits(i64 %30, i64 %32, i64 noundef %28)
  %conv = zext i1 %call8 to i32
  %bits9 = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 0
  %33 = load i64, ptr %last, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %bits9, i32 0, i32 0
  %35 = load i64, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %bits9, i32 0, i32 1
  %37 = load i64, ptr %36, align 8
  %call10 = call zeroext i1 @in_bits(i64 %35, i64 %37, i64 noundef %33)
  %conv11 = zext i1 %call10 to i32
  %and12 = and i32 %conv, %conv11
  %tobool = icmp ne i32 %and12, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  call void @llvm.lifetime.end.p0(i64 8, ptr %last) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 40, ptr %set) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @part_reduce(ptr noundef %r, ptr noundef %set) #5 {
entry:
  %retval = alloca i1, align 1
  %r.addr = alloca ptr, align 8
  %set.addr = alloca ptr, align 8
  %agg.tmp = alloca %struct.tnum, align 8
  store ptr %r, ptr %r.addr, align 8
  store ptr %set, ptr %set.addr, align 8
  %0 = load ptr, ptr %r.addr, align 8
  %1 = load ptr, ptr %set.addr, align 8
  %call = call zeroext i1 @range_tighten(ptr noundef %0, ptr noundef %1)
  br i1 %call, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  store i1 false, ptr %retval, align 1
  br label %return

if.end:                                           ; preds = %entry
  %2 = load ptr, ptr %r.addr, align 8
  %3 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %3, i32 0, i32 3
  %4 = load i32, ptr %w, align 4
  %5 = getelementptr inbounds { i64, i64 }, ptr %2, i32 0, i32 0
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %2, i32 0, i32 1
  %8 = load i64, ptr %7, align 8
  %call1 = call zeroext i1 @range_wraps(i64 %6, i64 %8, i32 noundef %4)
  br i1 %call1, label %lor.end, label %lor.rhs

lor.rhs:                                          ; preds = %if.end
  %9 = load ptr, ptr %set.addr, align 8
  %bits = getelementptr inbounds %struct.members, ptr %9, i32 0, i32 0
  %10 = load ptr, ptr %r.addr, align 8
  %base = getelementptr inbounds %struct.range, ptr %10, i32 0, i32 0
  %11 = load i64, ptr %base, align 8
  %12 = load ptr, ptr %r.addr, align 8
  %base2 = getelementptr inbounds %struct.range, ptr %12, i32 0, i32 0
  %13 = load i64, ptr %base2, align 8
  %14 = load ptr, ptr %r.addr, align 8
  %size = getelementptr inbounds %struct.range, ptr %14, i32 0, i32 1
  %15 = load i64, ptr %size, align 8
  %add = add i64 %13, %15
  %call3 = call { i64, i64 } @tnum_range(i64 noundef %11, i64 noundef %add)
  %16 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %17 = extractvalue { i64, i64 } %call3, 0
  store i64 %17, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %19 = extractvalue { i64, i64 } %call3, 1
  store i64 %19, ptr %18, align 8
  %20 = load ptr, ptr %set.addr, align 8
  %bits4 = getelementptr inbounds %struct.members, ptr %20, i32 0, i32 0
  %21 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %28 = load i64, ptr %27, align 8
  %call5 = call zeroext i1 @tnum_meet(i64 %22, i64 %24, i64 %26, i64 %28, ptr noundef %bits4)
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %if.end
  %29 = phi i1 [ true, %if.end ], [ %call5, %lor.rhs ]
  store i1 %29, ptr %retval, align 1
  br label %return

return:                                           ; preds = %lor.end, %if.then
  %30 = load i1, ptr %retval, align 1
  ret i1 %30
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @invariant_reduce(ptr noundef %s, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load ptr, ptr %s.addr, align 8
  %1 = load i32, ptr %w.addr, align 4
  %call = call zeroext i1 @scalar_formed(ptr noundef %0, i32 noundef %1)
  %conv = zext i1 %call to i32
  %2 = load ptr, ptr %s.addr, align 8
  %3 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %4 = load i32, ptr %w.addr, align 4
  %call1 = call zeroext i1 @in_scalar(ptr noundef %2, i64 noundef %3, i32 noundef %4)
  %conv2 = zext i1 %call1 to i32
  %and = and i32 %conv, %conv2
  %tobool = icmp ne i32 %and, 0
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @invariant_reduce_half(ptr noundef %s, i32 noundef %h, ptr noundef %set) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %h.addr = alloca i32, align 4
  %set.addr = alloca ptr, align 8
  %v = alloca i64, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %h, ptr %h.addr, align 4
  store ptr %set, ptr %set.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %0 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  store i64 %0, ptr %v, align 8
  %1 = load ptr, ptr %s.addr, align 8
  %2 = load i32, ptr %h.addr, align 4
  %mul = mul i32 2, %2
  %call = call zeroext i1 @scalar_formed(ptr noundef %1, i32 noundef %mul)
  %conv = zext i1 %call to i32
  %3 = load ptr, ptr %s.addr, align 8
  %4 = load i64, ptr %v, align 8
  %5 = load i32, ptr %h.addr, align 4
  %mul1 = mul i32 2, %5
  %call2 = call zeroext i1 @in_scalar(ptr noundef %3, i64 noundef %4, i32 noundef %mul1)
  %conv3 = zext i1 %call2 to i32
  %and = and i32 %conv, %conv3
  %6 = load ptr, ptr %set.addr, align 8
  %bits = getelementptr inbounds %struct.members, ptr %6, i32 0, i32 0
  %7 = load i32, ptr %h.addr, align 4
  %8 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %call4 = call zeroext i1 @bits_formed(i64 %9, i64 %11, i32 noundef %7)
  %conv5 = zext i1 %call4 to i32
  %and6 = and i32 %and, %conv5
  %12 = load ptr, ptr %set.addr, align 8
  %bits7 = getelementptr inbounds %struct.members, ptr %12, i32 0, i32 0
  %13 = load i64, ptr %v, align 8
  %14 = load i32, ptr %h.addr, align 4
  %call8 = call i64 @ref_mask(i32 noundef %14)
  %and9 = and i64 %13, %call8
  %15 = getelementptr inbounds { i64, i64 }, ptr %bits7, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %bits7, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %call10 = call zeroext i1 @in_bits(i64 %16, i64 %18, i64 noundef %and9)
  %conv11 = zext i1 %call10 to i32
  %and12 = and i32 %and6, %conv11
  %19 = load ptr, ptr %set.addr, align 8
  %halved = getelementptr inbounds %struct.members, ptr %19, i32 0, i32 2
  %20 = load i8, ptr %halved, align 8, !range !5, !noundef !6
  %loadedv = trunc i8 %20 to i1
  %lnot = xor i1 %loadedv, true
  %lnot.ext = zext i1 %lnot to i32
  %and13 = and i32 %and12, %lnot.ext
  %21 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %21, i32 0, i32 3
  %22 = load i32, ptr %w, align 4
  %23 = load i32, ptr %h.addr, align 4
  %cmp = icmp eq i32 %22, %23
  %conv14 = zext i1 %cmp to i32
  %and15 = and i32 %and13, %conv14
  %tobool = icmp ne i32 %and15, 0
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_reduce_half() #0 {
entry:
  %w = alloca i32, align 4
  %s = alloca %struct.scalar, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %s) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %s, i32 noundef %0)
  %1 = load i32, ptr %w, align 4
  %call1 = call i64 @member_of(ptr noundef %s, i32 noundef %1)
  store i64 %call1, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  store i64 %call1, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %2 = load i32, ptr %w, align 4
  %div = udiv i32 %2, 2
  %call2 = call zeroext i1 @reduce_half(ptr noundef %s, i32 noundef %div)
  call void @prove_check(i1 noundef zeroext %call2)
  %3 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %4 = load i32, ptr %w, align 4
  call void @check_scalar(ptr noundef %s, i64 noundef %3, i32 noundef %4)
  %5 = load i32, ptr %w, align 4
  %call3 = call zeroext i1 @half_ends(ptr noundef %s, i32 noundef %5)
  call void @prove_check(i1 noundef zeroext %call3)
  call void @llvm.lifetime.end.p0(i64 48, ptr %s) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal i64 @member_of(ptr noundef %s, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %v = alloca i64, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %0 = load i32, ptr %w.addr, align 4
  %call = call i64 @any(i32 noundef %0)
  store i64 %call, ptr %v, align 8
  %1 = load ptr, ptr %s.addr, align 8
  %2 = load i64, ptr %v, align 8
  %3 = load i32, ptr %w.addr, align 4
  %call1 = call zeroext i1 @in_scalar(ptr noundef %1, i64 noundef %2, i32 noundef %3)
  call void @prove_assume(i1 noundef zeroext %call1)
  %4 = load i64, ptr %v, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  ret i64 %4
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @reduce_half(ptr noundef %s, i32 noundef %h) #5 {
entry:
  %retval = alloca i1, align 1
  %s.addr = alloca ptr, align 8
  %h.addr = alloca i32, align 4
  %low = alloca i64, align 8
  %set = alloca %struct.members, align 8
  %before = alloca %struct.range, align 8
  %two = alloca i8, align 1
  %cleanup.dest.slot = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i32 %h, ptr %h.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %0 = load i32, ptr %h.addr, align 4
  %call = call i64 @width_mask(i32 noundef %0)
  store i64 %call, ptr %low, align 8
  call void @llvm.lifetime.start.p0(i64 40, ptr %set) #9
  %bits = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %1 = load ptr, ptr %s.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 0
  %value2 = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 0
  %2 = load i64, ptr %value2, align 8
  %3 = load i64, ptr %low, align 8
  %and = and i64 %2, %3
  store i64 %and, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 1
  %4 = load ptr, ptr %s.addr, align 8
  %bits3 = getelementptr inbounds %struct.scalar, ptr %4, i32 0, i32 0
  %mask4 = getelementptr inbounds %struct.tnum, ptr %bits3, i32 0, i32 1
  %5 = load i64, ptr %mask4, align 8
  %6 = load i64, ptr %low, align 8
  %and5 = and i64 %5, %6
  store i64 %and5, ptr %mask, align 8
  %low6 = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 1
  call void @llvm.memset.p0.i64(ptr align 8 %low6, i8 0, i64 16, i1 false)
  %halved = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 2
  store i8 0, ptr %halved, align 8
  %w = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 3
  %7 = load i32, ptr %h.addr, align 4
  store i32 %7, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %before) #9
  call void @llvm.lifetime.start.p0(i64 1, ptr %two) #9
  br label %do.body

do.body:                                          ; preds = %land.end, %entry
  %8 = load ptr, ptr %s.addr, align 8
  %9 = load i32, ptr %h.addr, align 4
  %call7 = call zeroext i1 @low_from_full(ptr noundef %8, i32 noundef %9, ptr noundef %two)
  br i1 %call7, label %if.end, label %if.then

if.then:                                          ; preds = %do.body
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %do.body
  %10 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %10, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %before, ptr align 8 %r32, i64 16, i1 false)
  %11 = load ptr, ptr %s.addr, align 8
  %r328 = getelementptr inbounds %struct.scalar, ptr %11, i32 0, i32 2
  %call9 = call zeroext i1 @part_reduce(ptr noundef %r328, ptr noundef %set)
  br i1 %call9, label %if.end11, label %if.then10

if.then10:                                        ; preds = %if.end
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end11:                                         ; preds = %if.end
  br label %do.cond

do.cond:                                          ; preds = %if.end11
  %12 = load i8, ptr %two, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %12 to i1
  br i1 %loadedv, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %do.cond
  %13 = load ptr, ptr %s.addr, align 8
  %r3212 = getelementptr inbounds %struct.scalar, ptr %13, i32 0, i32 2
  %14 = getelementptr inbounds { i64, i64 }, ptr %r3212, i32 0, i32 0
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %r3212, i32 0, i32 1
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %before, i32 0, i32 0
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %before, i32 0, i32 1
  %21 = load i64, ptr %20, align 8
  %call13 = call zeroext i1 @range_equal(i64 %15, i64 %17, i64 %19, i64 %21)
  %lnot = xor i1 %call13, true
  br label %land.end

land.end:                                         ; preds = %land.rhs, %do.cond
  %22 = phi i1 [ false, %do.cond ], [ %lnot, %land.rhs ]
  br i1 %22, label %do.body, label %do.end, !llvm.loop !25

do.end:                                           ; preds = %land.end
  %23 = load ptr, ptr %s.addr, align 8
  %bits14 = getelementptr inbounds %struct.scalar, ptr %23, i32 0, i32 0
  %value15 = getelementptr inbounds %struct.tnum, ptr %bits14, i32 0, i32 0
  %24 = load i64, ptr %value15, align 8
  %25 = load i64, ptr %low, align 8
  %not = xor i64 %25, -1
  %and16 = and i64 %24, %not
  %bits17 = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 0
  %value18 = getelementptr inbounds %struct.tnum, ptr %bits17, i32 0, i32 0
  %26 = load i64, ptr %value18, align 8
  %or = or i64 %and16, %26
  %27 = load ptr, ptr %s.addr, align 8
  %bits19 = getelementptr inbounds %struct.scalar, ptr %27, i32 0, i32 0
  %value20 = getelementptr inbounds %struct.tnum, ptr %bits19, i32 0, i32 0
  store i64 %or, ptr %value20, align 8
  %28 = load ptr, ptr %s.addr, align 8
  %bits21 = getelementptr inbounds %struct.scalar, ptr %28, i32 0, i32 0
  %mask22 = getelementptr inbounds %struct.tnum, ptr %bits21, i32 0, i32 1
  %29 = load i64, ptr %mask22, align 8
  %30 = load i64, ptr %low, align 8
  %not23 = xor i64 %30, -1
  %and24 = and i64 %29, %not23
  %bits25 = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 0
  %mask26 = getelementptr inbounds %struct.tnum, ptr %bits25, i32 0, i32 1
  %31 = load i64, ptr %mask26, align 8
  %or27 = or i64 %and24, %31
  %32 = load ptr, ptr %s.addr, align 8
  %bits28 = getelementptr inbounds %struct.scalar, ptr %32, i32 0, i32 0
  %mask29 = getelementptr inbounds %struct.tnum, ptr %bits28, i32 0, i32 1
  store i64 %or27, ptr %mask29, align 8
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %do.end, %if.then10, %if.then
  call void @llvm.lifetime.end.p0(i64 1, ptr %two) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %before) #9
  call void @llvm.lifetime.end.p0(i64 40, ptr %set) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  %33 = load i1, ptr %retval, align 1
  ret i1 %33
}

; Function Attrs: nounwind uwtable
define internal void @check_scalar(ptr noundef %s, i64 noundef %v, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  %1 = load i32, ptr %w.addr, align 4
  %2 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %5 = load i64, ptr %4, align 8
  %call = call zeroext i1 @bits_formed(i64 %3, i64 %5, i32 noundef %1)
  %conv = zext i1 %call to i32
  %6 = load ptr, ptr %s.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %6, i32 0, i32 0
  %7 = load i64, ptr %v.addr, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %call2 = call zeroext i1 @in_bits(i64 %9, i64 %11, i64 noundef %7)
  %conv3 = zext i1 %call2 to i32
  %and = and i32 %conv, %conv3
  %tobool = icmp ne i32 %and, 0
  call void @prove_check_bits(i1 noundef zeroext %tobool)
  %12 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %12, i32 0, i32 1
  %13 = load i32, ptr %w.addr, align 4
  %14 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %17 = load i64, ptr %16, align 8
  %call4 = call zeroext i1 @range_formed(i64 %15, i64 %17, i32 noundef %13)
  %conv5 = zext i1 %call4 to i32
  %18 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %18, i32 0, i32 2
  %19 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %19, 2
  %20 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %call6 = call zeroext i1 @range_formed(i64 %21, i64 %23, i32 noundef %div)
  %conv7 = zext i1 %call6 to i32
  %and8 = and i32 %conv5, %conv7
  %tobool9 = icmp ne i32 %and8, 0
  call void @prove_check(i1 noundef zeroext %tobool9)
  %24 = load ptr, ptr %s.addr, align 8
  %r6410 = getelementptr inbounds %struct.scalar, ptr %24, i32 0, i32 1
  %25 = load i64, ptr %v.addr, align 8
  %26 = load i32, ptr %w.addr, align 4
  %27 = getelementptr inbounds { i64, i64 }, ptr %r6410, i32 0, i32 0
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %r6410, i32 0, i32 1
  %30 = load i64, ptr %29, align 8
  %call11 = call zeroext i1 @in_range(i64 %28, i64 %30, i64 noundef %25, i32 noundef %26)
  %conv12 = zext i1 %call11 to i32
  %31 = load ptr, ptr %s.addr, align 8
  %r3213 = getelementptr inbounds %struct.scalar, ptr %31, i32 0, i32 2
  %32 = load i64, ptr %v.addr, align 8
  %33 = load i32, ptr %w.addr, align 4
  %div14 = udiv i32 %33, 2
  %34 = getelementptr inbounds { i64, i64 }, ptr %r3213, i32 0, i32 0
  %35 = load i64, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %r3213, i32 0, i32 1
  %37 = load i64, ptr %36, align 8
  %call15 = call zeroext i1 @in_range(i64 %35, i64 %37, i64 noundef %32, i32 noundef %div14)
  %conv16 = zext i1 %call15 to i32
  %and17 = and i32 %conv12, %conv16
  %tobool18 = icmp ne i32 %and17, 0
  call void @prove_check(i1 noundef zeroext %tobool18)
  ret void
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @half_ends(ptr noundef %s, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %low = alloca i64, align 8
  %half = alloca %struct.tnum, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %0 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %0, 2
  %call = call i64 @ref_mask(i32 noundef %div)
  store i64 %call, ptr %low, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %half) #9
  %value = getelementptr inbounds %struct.tnum, ptr %half, i32 0, i32 0
  %1 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 0
  %value1 = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %2 = load i64, ptr %value1, align 8
  %3 = load i64, ptr %low, align 8
  %and = and i64 %2, %3
  store i64 %and, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %half, i32 0, i32 1
  %4 = load ptr, ptr %s.addr, align 8
  %bits2 = getelementptr inbounds %struct.scalar, ptr %4, i32 0, i32 0
  %mask3 = getelementptr inbounds %struct.tnum, ptr %bits2, i32 0, i32 1
  %5 = load i64, ptr %mask3, align 8
  %6 = load i64, ptr %low, align 8
  %and4 = and i64 %5, %6
  store i64 %and4, ptr %mask, align 8
  %7 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %7, i32 0, i32 2
  %base = getelementptr inbounds %struct.range, ptr %r32, i32 0, i32 0
  %8 = load i64, ptr %base, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call5 = call zeroext i1 @in_bits(i64 %10, i64 %12, i64 noundef %8)
  %conv = zext i1 %call5 to i32
  %13 = load ptr, ptr %s.addr, align 8
  %r326 = getelementptr inbounds %struct.scalar, ptr %13, i32 0, i32 2
  %base7 = getelementptr inbounds %struct.range, ptr %r326, i32 0, i32 0
  %14 = load i64, ptr %base7, align 8
  %15 = load ptr, ptr %s.addr, align 8
  %r328 = getelementptr inbounds %struct.scalar, ptr %15, i32 0, i32 2
  %size = getelementptr inbounds %struct.range, ptr %r328, i32 0, i32 1
  %16 = load i64, ptr %size, align 8
  %add = add i64 %14, %16
  %17 = load i64, ptr %low, align 8
  %and9 = and i64 %add, %17
  %18 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 0
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 1
  %21 = load i64, ptr %20, align 8
  %call10 = call zeroext i1 @in_bits(i64 %19, i64 %21, i64 noundef %and9)
  %conv11 = zext i1 %call10 to i32
  %and12 = and i32 %conv, %conv11
  %tobool = icmp ne i32 %and12, 0
  call void @llvm.lifetime.end.p0(i64 16, ptr %half) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @contract_reduce_half(ptr noundef %s, i32 noundef %h) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %h.addr = alloca i32, align 4
  %before = alloca %struct.scalar, align 8
  %after = alloca %struct.scalar, align 8
  %some = alloca i8, align 1
  store ptr %s, ptr %s.addr, align 8
  store i32 %h, ptr %h.addr, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %before) #9
  %0 = load ptr, ptr %s.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %before, ptr align 8 %0, i64 48, i1 false)
  call void @llvm.lifetime.start.p0(i64 48, ptr %after) #9
  %1 = load i32, ptr %h.addr, align 4
  %mul = mul i32 2, %1
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %after, i32 noundef %mul)
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %call = call zeroext i1 @any_bool()
  %storedv = zext i1 %call to i8
  store i8 %storedv, ptr %some, align 1
  %2 = load ptr, ptr %s.addr, align 8
  %3 = load i32, ptr %h.addr, align 4
  %mul1 = mul i32 2, %3
  %call2 = call zeroext i1 @scalar_formed(ptr noundef %2, i32 noundef %mul1)
  call void @prove_check(i1 noundef zeroext %call2)
  %4 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %5 = load i32, ptr %h.addr, align 4
  %mul3 = mul i32 2, %5
  %call4 = call zeroext i1 @in_scalar(ptr noundef %before, i64 noundef %4, i32 noundef %mul3)
  %lnot = xor i1 %call4, true
  %lnot.ext = zext i1 %lnot to i32
  %6 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %6 to i1
  %conv = zext i1 %loadedv to i32
  %7 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %8 = load i32, ptr %h.addr, align 4
  %mul5 = mul i32 2, %8
  %call6 = call zeroext i1 @in_scalar(ptr noundef %after, i64 noundef %7, i32 noundef %mul5)
  %conv7 = zext i1 %call6 to i32
  %and = and i32 %conv, %conv7
  %9 = load i32, ptr %h.addr, align 4
  %mul8 = mul i32 2, %9
  %call9 = call zeroext i1 @half_ends(ptr noundef %after, i32 noundef %mul8)
  %conv10 = zext i1 %call9 to i32
  %and11 = and i32 %and, %conv10
  %or = or i32 %lnot.ext, %and11
  %tobool = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool)
  %10 = load ptr, ptr %s.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %10, ptr align 8 %after, i64 48, i1 false)
  %11 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv12 = trunc i8 %11 to i1
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %after) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %before) #9
  ret i1 %loadedv12
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_reduce_full() #0 {
entry:
  %w = alloca i32, align 4
  %s = alloca %struct.scalar, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %s) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %s, i32 noundef %0)
  %1 = load i32, ptr %w, align 4
  %call1 = call i64 @member_of(ptr noundef %s, i32 noundef %1)
  store i64 %call1, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  store i64 %call1, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %2 = load i32, ptr %w, align 4
  %call2 = call zeroext i1 @half_ends(ptr noundef %s, i32 noundef %2)
  call void @prove_assume(i1 noundef zeroext %call2)
  %3 = load i32, ptr %w, align 4
  %call3 = call zeroext i1 @reduce_full(ptr noundef %s, i32 noundef %3)
  call void @prove_check(i1 noundef zeroext %call3)
  %4 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %5 = load i32, ptr %w, align 4
  call void @check_scalar(ptr noundef %s, i64 noundef %4, i32 noundef %5)
  call void @llvm.lifetime.end.p0(i64 48, ptr %s) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @reduce_full(ptr noundef %s, i32 noundef %w) #5 {
entry:
  %retval = alloca i1, align 1
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %set = alloca %struct.members, align 8
  %cleanup.dest.slot = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 40, ptr %set) #9
  %bits = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 0
  %0 = load ptr, ptr %s.addr, align 8
  %bits1 = getelementptr inbounds %struct.scalar, ptr %0, i32 0, i32 0
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %bits, ptr align 8 %bits1, i64 16, i1 false)
  %low = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 1
  %1 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %low, ptr align 8 %r32, i64 16, i1 false)
  %halved = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 2
  %2 = load ptr, ptr %s.addr, align 8
  %r322 = getelementptr inbounds %struct.scalar, ptr %2, i32 0, i32 2
  %3 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %3, 2
  %4 = getelementptr inbounds { i64, i64 }, ptr %r322, i32 0, i32 0
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %r322, i32 0, i32 1
  %7 = load i64, ptr %6, align 8
  %call = call zeroext i1 @range_is_full(i64 %5, i64 %7, i32 noundef %div)
  %lnot = xor i1 %call, true
  %storedv = zext i1 %lnot to i8
  store i8 %storedv, ptr %halved, align 8
  %w3 = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 3
  %8 = load i32, ptr %w.addr, align 4
  store i32 %8, ptr %w3, align 4
  %9 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %9, i32 0, i32 1
  %call4 = call zeroext i1 @part_reduce(ptr noundef %r64, ptr noundef %set)
  br i1 %call4, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %10 = load ptr, ptr %s.addr, align 8
  %bits5 = getelementptr inbounds %struct.scalar, ptr %10, i32 0, i32 0
  %bits6 = getelementptr inbounds %struct.members, ptr %set, i32 0, i32 0
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %bits5, ptr align 8 %bits6, i64 16, i1 false)
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end, %if.then
  call void @llvm.lifetime.end.p0(i64 40, ptr %set) #9
  %11 = load i1, ptr %retval, align 1
  ret i1 %11
}

; Function Attrs: nounwind uwtable
define dso_local zeroext i1 @contract_reduce_full(ptr noundef %s, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %before = alloca %struct.scalar, align 8
  %after = alloca %struct.scalar, align 8
  %some = alloca i8, align 1
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %before) #9
  %0 = load ptr, ptr %s.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %before, ptr align 8 %0, i64 48, i1 false)
  call void @llvm.lifetime.start.p0(i64 48, ptr %after) #9
  %1 = load i32, ptr %w.addr, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %after, i32 noundef %1)
  call void @llvm.lifetime.start.p0(i64 1, ptr %some) #9
  %call = call zeroext i1 @any_bool()
  %storedv = zext i1 %call to i8
  store i8 %storedv, ptr %some, align 1
  %2 = load ptr, ptr %s.addr, align 8
  %3 = load i32, ptr %w.addr, align 4
  %call1 = call zeroext i1 @scalar_formed(ptr noundef %2, i32 noundef %3)
  %conv = zext i1 %call1 to i32
  %4 = load ptr, ptr %s.addr, align 8
  %5 = load i32, ptr %w.addr, align 4
  %call2 = call zeroext i1 @half_ends(ptr noundef %4, i32 noundef %5)
  %conv3 = zext i1 %call2 to i32
  %and = and i32 %conv, %conv3
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  %6 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %7 = load i32, ptr %w.addr, align 4
  %call4 = call zeroext i1 @in_scalar(ptr noundef %before, i64 noundef %6, i32 noundef %7)
  %lnot = xor i1 %call4, true
  %lnot.ext = zext i1 %lnot to i32
  %8 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %8 to i1
  %conv5 = zext i1 %loadedv to i32
  %9 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %10 = load i32, ptr %w.addr, align 4
  %call6 = call zeroext i1 @in_scalar(ptr noundef %after, i64 noundef %9, i32 noundef %10)
  %conv7 = zext i1 %call6 to i32
  %and8 = and i32 %conv5, %conv7
  %or = or i32 %lnot.ext, %and8
  %tobool9 = icmp ne i32 %or, 0
  call void @prove_assume(i1 noundef zeroext %tobool9)
  %11 = load ptr, ptr %s.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %11, ptr align 8 %after, i64 48, i1 false)
  %12 = load i8, ptr %some, align 1, !range !5, !noundef !6
  %loadedv10 = trunc i8 %12 to i1
  call void @llvm.lifetime.end.p0(i64 1, ptr %some) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %after) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %before) #9
  ret i1 %loadedv10
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_reduce() #0 {
entry:
  %w = alloca i32, align 4
  %s = alloca %struct.scalar, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %s) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %s, i32 noundef %0)
  %1 = load i32, ptr %w, align 4
  %call1 = call i64 @member_of(ptr noundef %s, i32 noundef %1)
  store i64 %call1, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  store i64 %call1, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %2 = load i32, ptr %w, align 4
  %call2 = call zeroext i1 @scalar_reduce_w(ptr noundef %s, i32 noundef %2)
  call void @prove_check(i1 noundef zeroext %call2)
  %3 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %4 = load i32, ptr %w, align 4
  call void @check_scalar(ptr noundef %s, i64 noundef %3, i32 noundef %4)
  call void @llvm.lifetime.end.p0(i64 48, ptr %s) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_join() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.scalar, align 8
  %b = alloca %struct.scalar, align 8
  %join = alloca %struct.scalar, align 8
  %first = alloca i8, align 1
  %tmp = alloca %struct.scalar, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %a, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 48, ptr %b) #9
  %1 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %b, i32 noundef %1)
  call void @llvm.lifetime.start.p0(i64 48, ptr %join) #9
  call void @llvm.lifetime.start.p0(i64 1, ptr %first) #9
  %call1 = call zeroext i1 @any_bool()
  %storedv = zext i1 %call1 to i8
  store i8 %storedv, ptr %first, align 1
  %2 = load i8, ptr %first, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %2 to i1
  br i1 %loadedv, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  br label %cond.end

cond.false:                                       ; preds = %entry
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi ptr [ %a, %cond.true ], [ %b, %cond.false ]
  %3 = load i32, ptr %w, align 4
  %call2 = call i64 @member_of(ptr noundef %cond, i32 noundef %3)
  store i64 %call2, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  store i64 %call2, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  call void @llvm.lifetime.start.p0(i64 48, ptr %tmp) #9
  %4 = load i32, ptr %w, align 4
  call void @scalar_join_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %tmp, ptr noundef %a, ptr noundef %b, i32 noundef %4)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %join, ptr align 8 %tmp, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %tmp) #9
  %5 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %6 = load i32, ptr %w, align 4
  call void @check_scalar(ptr noundef %join, i64 noundef %5, i32 noundef %6)
  call void @llvm.lifetime.end.p0(i64 1, ptr %first) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %join) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_meet() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.scalar, align 8
  %b = alloca %struct.scalar, align 8
  %meet = alloca %struct.scalar, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %a, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 48, ptr %b) #9
  %1 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %b, i32 noundef %1)
  call void @llvm.lifetime.start.p0(i64 48, ptr %meet) #9
  %2 = load i32, ptr %w, align 4
  %call1 = call i64 @member_of(ptr noundef %a, i32 noundef %2)
  store i64 %call1, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  store i64 %call1, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %3 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %4 = load i32, ptr %w, align 4
  %call2 = call zeroext i1 @in_scalar(ptr noundef %b, i64 noundef %3, i32 noundef %4)
  call void @prove_assume(i1 noundef zeroext %call2)
  %5 = load i32, ptr %w, align 4
  %call3 = call zeroext i1 @scalar_meet_w(ptr noundef %a, ptr noundef %b, i32 noundef %5, ptr noundef %meet)
  call void @prove_check(i1 noundef zeroext %call3)
  %6 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %7 = load i32, ptr %w, align 4
  call void @check_scalar(ptr noundef %meet, i64 noundef %6, i32 noundef %7)
  call void @llvm.lifetime.end.p0(i64 48, ptr %meet) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_subset() #0 {
entry:
  %w = alloca i32, align 4
  %a = alloca %struct.scalar, align 8
  %b = alloca %struct.scalar, align 8
  %x = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %a, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 48, ptr %b) #9
  %1 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %b, i32 noundef %1)
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %2 = load i32, ptr %w, align 4
  %call1 = call i64 @member_of(ptr noundef %a, i32 noundef %2)
  store i64 %call1, ptr %x, align 8
  %3 = load i32, ptr %w, align 4
  %call2 = call zeroext i1 @scalar_tight(ptr noundef %a, i32 noundef %3)
  %conv = zext i1 %call2 to i32
  %4 = load i32, ptr %w, align 4
  %call3 = call zeroext i1 @scalar_tight(ptr noundef %b, i32 noundef %4)
  %conv4 = zext i1 %call3 to i32
  %and = and i32 %conv, %conv4
  %tobool = icmp ne i32 %and, 0
  call void @prove_assume(i1 noundef zeroext %tobool)
  %5 = load i64, ptr %x, align 8
  store i64 %5, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %6 = load i32, ptr %w, align 4
  %call5 = call zeroext i1 @scalar_subset_w(ptr noundef %a, ptr noundef %b, i32 noundef %6)
  %lnot = xor i1 %call5, true
  %lnot.ext = zext i1 %lnot to i32
  %7 = load i64, ptr %x, align 8
  %8 = load i32, ptr %w, align 4
  %call6 = call zeroext i1 @in_scalar(ptr noundef %b, i64 noundef %7, i32 noundef %8)
  %conv7 = zext i1 %call6 to i32
  %or = or i32 %lnot.ext, %conv7
  %tobool8 = icmp ne i32 %or, 0
  call void @prove_check(i1 noundef zeroext %tobool8)
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @scalar_tight(ptr noundef %s, i32 noundef %w) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %low = alloca i64, align 8
  %last = alloca i64, align 8
  %half = alloca %struct.tnum, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %low) #9
  %0 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %0, 2
  %call = call i64 @ref_mask(i32 noundef %div)
  store i64 %call, ptr %low, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %last) #9
  %1 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %r64, i32 0, i32 0
  %2 = load i64, ptr %base, align 8
  %3 = load ptr, ptr %s.addr, align 8
  %r641 = getelementptr inbounds %struct.scalar, ptr %3, i32 0, i32 1
  %size = getelementptr inbounds %struct.range, ptr %r641, i32 0, i32 1
  %4 = load i64, ptr %size, align 8
  %add = add i64 %2, %4
  %5 = load i32, ptr %w.addr, align 4
  %call2 = call i64 @ref_mask(i32 noundef %5)
  %and = and i64 %add, %call2
  store i64 %and, ptr %last, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %half) #9
  %value = getelementptr inbounds %struct.tnum, ptr %half, i32 0, i32 0
  %6 = load ptr, ptr %s.addr, align 8
  %bits = getelementptr inbounds %struct.scalar, ptr %6, i32 0, i32 0
  %value3 = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %7 = load i64, ptr %value3, align 8
  %8 = load i64, ptr %low, align 8
  %and4 = and i64 %7, %8
  store i64 %and4, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %half, i32 0, i32 1
  %9 = load ptr, ptr %s.addr, align 8
  %bits5 = getelementptr inbounds %struct.scalar, ptr %9, i32 0, i32 0
  %mask6 = getelementptr inbounds %struct.tnum, ptr %bits5, i32 0, i32 1
  %10 = load i64, ptr %mask6, align 8
  %11 = load i64, ptr %low, align 8
  %and7 = and i64 %10, %11
  store i64 %and7, ptr %mask, align 8
  %12 = load ptr, ptr %s.addr, align 8
  %13 = load ptr, ptr %s.addr, align 8
  %r648 = getelementptr inbounds %struct.scalar, ptr %13, i32 0, i32 1
  %base9 = getelementptr inbounds %struct.range, ptr %r648, i32 0, i32 0
  %14 = load i64, ptr %base9, align 8
  %15 = load i32, ptr %w.addr, align 4
  %call10 = call zeroext i1 @in_scalar(ptr noundef %12, i64 noundef %14, i32 noundef %15)
  %conv = zext i1 %call10 to i32
  %16 = load ptr, ptr %s.addr, align 8
  %17 = load i64, ptr %last, align 8
  %18 = load i32, ptr %w.addr, align 4
  %call11 = call zeroext i1 @in_scalar(ptr noundef %16, i64 noundef %17, i32 noundef %18)
  %conv12 = zext i1 %call11 to i32
  %and13 = and i32 %conv, %conv12
  %19 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %19, i32 0, i32 2
  %base14 = getelementptr inbounds %struct.range, ptr %r32, i32 0, i32 0
  %20 = load i64, ptr %base14, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 0
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 1
  %24 = load i64, ptr %23, align 8
  %call15 = call zeroext i1 @in_bits(i64 %22, i64 %24, i64 noundef %20)
  %conv16 = zext i1 %call15 to i32
  %and17 = and i32 %and13, %conv16
  %25 = load ptr, ptr %s.addr, align 8
  %r3218 = getelementptr inbounds %struct.scalar, ptr %25, i32 0, i32 2
  %base19 = getelementptr inbounds %struct.range, ptr %r3218, i32 0, i32 0
  %26 = load i64, ptr %base19, align 8
  %27 = load ptr, ptr %s.addr, align 8
  %r3220 = getelementptr inbounds %struct.scalar, ptr %27, i32 0, i32 2
  %size21 = getelementptr inbounds %struct.range, ptr %r3220, i32 0, i32 1
  %28 = load i64, ptr %size21, align 8
  %add22 = add i64 %26, %28
  %29 = load i64, ptr %low, align 8
  %and23 = and i64 %add22, %29
  %30 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 0
  %31 = load i64, ptr %30, align 8
  %32 = getelementptr inbounds { i64, i64 }, ptr %half, i32 0, i32 1
  %33 = load i64, ptr %32, align 8
  %call24 = call zeroext i1 @in_bits(i64 %31, i64 %33, i64 noundef %and23)
  %conv25 = zext i1 %call24 to i32
  %and26 = and i32 %and17, %conv25
  %34 = load ptr, ptr %s.addr, align 8
  %r6427 = getelementptr inbounds %struct.scalar, ptr %34, i32 0, i32 1
  %size28 = getelementptr inbounds %struct.range, ptr %r6427, i32 0, i32 1
  %35 = load i64, ptr %size28, align 8
  %36 = load i32, ptr %w.addr, align 4
  %call29 = call i64 @ref_mask(i32 noundef %36)
  %37 = load ptr, ptr %s.addr, align 8
  %r6430 = getelementptr inbounds %struct.scalar, ptr %37, i32 0, i32 1
  %base31 = getelementptr inbounds %struct.range, ptr %r6430, i32 0, i32 0
  %38 = load i64, ptr %base31, align 8
  %sub = sub i64 %call29, %38
  %cmp = icmp ule i64 %35, %sub
  %conv32 = zext i1 %cmp to i32
  %39 = load ptr, ptr %s.addr, align 8
  %r6433 = getelementptr inbounds %struct.scalar, ptr %39, i32 0, i32 1
  %size34 = getelementptr inbounds %struct.range, ptr %r6433, i32 0, i32 1
  %40 = load i64, ptr %size34, align 8
  %41 = load ptr, ptr %s.addr, align 8
  %bits35 = getelementptr inbounds %struct.scalar, ptr %41, i32 0, i32 0
  %mask36 = getelementptr inbounds %struct.tnum, ptr %bits35, i32 0, i32 1
  %42 = load i64, ptr %mask36, align 8
  %cmp37 = icmp ule i64 %40, %42
  %conv38 = zext i1 %cmp37 to i32
  %or = or i32 %conv32, %conv38
  %and39 = and i32 %and26, %or
  %43 = load ptr, ptr %s.addr, align 8
  %r3240 = getelementptr inbounds %struct.scalar, ptr %43, i32 0, i32 2
  %size41 = getelementptr inbounds %struct.range, ptr %r3240, i32 0, i32 1
  %44 = load i64, ptr %size41, align 8
  %45 = load i64, ptr %low, align 8
  %46 = load ptr, ptr %s.addr, align 8
  %r3242 = getelementptr inbounds %struct.scalar, ptr %46, i32 0, i32 2
  %base43 = getelementptr inbounds %struct.range, ptr %r3242, i32 0, i32 0
  %47 = load i64, ptr %base43, align 8
  %sub44 = sub i64 %45, %47
  %cmp45 = icmp ule i64 %44, %sub44
  %conv46 = zext i1 %cmp45 to i32
  %48 = load ptr, ptr %s.addr, align 8
  %r3247 = getelementptr inbounds %struct.scalar, ptr %48, i32 0, i32 2
  %size48 = getelementptr inbounds %struct.range, ptr %r3247, i32 0, i32 1
  %49 = load i64, ptr %size48, align 8
  %mask49 = getelementptr inbounds %struct.tnum, ptr %half, i32 0, i32 1
  %50 = load i64, ptr %mask49, align 8
  %cmp50 = icmp ule i64 %49, %50
  %conv51 = zext i1 %cmp50 to i32
  %or52 = or i32 %conv46, %conv51
  %and53 = and i32 %and39, %or52
  %tobool = icmp ne i32 %and53, 0
  call void @llvm.lifetime.end.p0(i64 16, ptr %half) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %last) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %low) #9
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_widen() #0 {
entry:
  %w = alloca i32, align 4
  %old_ = alloca %struct.scalar, align 8
  %new_ = alloca %struct.scalar, align 8
  %wide = alloca %struct.scalar, align 8
  %tmp = alloca %struct.scalar, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %old_) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %old_, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 48, ptr %new_) #9
  %1 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %new_, i32 noundef %1)
  call void @llvm.lifetime.start.p0(i64 48, ptr %wide) #9
  %2 = load i32, ptr %w, align 4
  %call1 = call i64 @member_of(ptr noundef %new_, i32 noundef %2)
  store i64 %call1, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  store i64 %call1, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  call void @llvm.lifetime.start.p0(i64 48, ptr %tmp) #9
  %3 = load i32, ptr %w, align 4
  call void @scalar_widen_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %tmp, ptr noundef %old_, ptr noundef %new_, i32 noundef %3)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %wide, ptr align 8 %tmp, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %tmp) #9
  %4 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %5 = load i32, ptr %w, align 4
  call void @check_scalar(ptr noundef %wide, i64 noundef %4, i32 noundef %5)
  call void @llvm.lifetime.end.p0(i64 48, ptr %wide) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %new_) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %old_) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_zext() #0 {
entry:
  call void @scalar_truncation(i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @scalar_truncation(i1 noundef zeroext %sign) #0 {
entry:
  %sign.addr = alloca i8, align 1
  %w = alloca i32, align 4
  %bits = alloca i32, align 4
  %s = alloca %struct.scalar, align 8
  %r = alloca %struct.scalar, align 8
  %x = alloca i64, align 8
  %tmp = alloca %struct.scalar, align 8
  %storedv = zext i1 %sign to i8
  store i8 %storedv, ptr %sign.addr, align 1
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %bits) #9
  %call1 = call i64 @prove_constant(i32 noundef 1)
  %conv = trunc i64 %call1 to i32
  store i32 %conv, ptr %bits, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %s) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %s, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 48, ptr %r) #9
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %1 = load i32, ptr %w, align 4
  %call2 = call i64 @member_of(ptr noundef %s, i32 noundef %1)
  store i64 %call2, ptr %x, align 8
  %2 = load i64, ptr %x, align 8
  %3 = load i32, ptr %bits, align 4
  %4 = load i8, ptr %sign.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %4 to i1
  %5 = load i32, ptr %w, align 4
  %call3 = call i64 @ref_truncate(i64 noundef %2, i32 noundef %3, i1 noundef zeroext %loadedv, i32 noundef %5)
  store i64 %call3, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  store i64 %call3, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  call void @llvm.lifetime.start.p0(i64 48, ptr %tmp) #9
  %6 = load i32, ptr %bits, align 4
  %7 = load i8, ptr %sign.addr, align 1, !range !5, !noundef !6
  %loadedv4 = trunc i8 %7 to i1
  %8 = load i32, ptr %w, align 4
  call void @scalar_truncate_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %tmp, ptr noundef %s, i32 noundef %6, i1 noundef zeroext %loadedv4, i32 noundef %8)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 8 %tmp, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %tmp) #9
  %9 = load i64, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %10 = load i32, ptr %w, align 4
  call void @check_scalar(ptr noundef %r, i64 noundef %9, i32 noundef %10)
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %s) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %bits) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_sext() #0 {
entry:
  call void @scalar_truncation(i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_part_about() #0 {
entry:
  %w = alloca i32, align 4
  %s = alloca %struct.scalar, align 8
  %v = alloca i64, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %s) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %s, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %1 = load i32, ptr %w, align 4
  %call1 = call i64 @member_of(ptr noundef %s, i32 noundef %1)
  store i64 %call1, ptr %v, align 8
  %2 = load i64, ptr %v, align 8
  %3 = load i32, ptr %w, align 4
  %call2 = call zeroext i1 @parts_about(ptr noundef %s, i64 noundef %2, i32 noundef %3)
  %conv = zext i1 %call2 to i32
  %4 = load i64, ptr %v, align 8
  %5 = load i32, ptr %w, align 4
  %div = udiv i32 %5, 2
  %call3 = call zeroext i1 @parts_about(ptr noundef %s, i64 noundef %4, i32 noundef %div)
  %conv4 = zext i1 %call3 to i32
  %and = and i32 %conv, %conv4
  %tobool = icmp ne i32 %and, 0
  call void @prove_check(i1 noundef zeroext %tobool)
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %s) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @parts_about(ptr noundef %s, i64 noundef %v, i32 noundef %width) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  %width.addr = alloca i32, align 4
  store ptr %s, ptr %s.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %width, ptr %width.addr, align 4
  %0 = load ptr, ptr %s.addr, align 8
  %1 = load i64, ptr %v.addr, align 8
  %2 = load i32, ptr %width.addr, align 4
  %call = call zeroext i1 @part_about(ptr noundef %0, i64 noundef %1, i32 noundef %2, i1 noundef zeroext false)
  %conv = zext i1 %call to i32
  %3 = load ptr, ptr %s.addr, align 8
  %4 = load i64, ptr %v.addr, align 8
  %5 = load i32, ptr %width.addr, align 4
  %call1 = call zeroext i1 @part_about(ptr noundef %3, i64 noundef %4, i32 noundef %5, i1 noundef zeroext true)
  %conv2 = zext i1 %call1 to i32
  %and = and i32 %conv, %conv2
  %tobool = icmp ne i32 %and, 0
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_MUL() #0 {
entry:
  call void @bits_operator(i32 noundef 3)
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @bits_operator(i32 noundef %op) #0 {
entry:
  %op.addr = alloca i32, align 4
  %w = alloca i32, align 4
  %a = alloca %struct.tnum, align 8
  %b = alloca %struct.tnum, align 8
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %.compoundliteral = alloca %struct.tnum, align 8
  %agg.tmp = alloca %struct.tnum, align 8
  store i32 %op, ptr %op.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_bits(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_bits(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call3 = call i64 @member_of_bits(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call3, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %15 = load i32, ptr %op.addr, align 4
  %call4 = call zeroext i1 @is_shift(i32 noundef %15)
  br i1 %call4, label %if.then, label %if.else

if.then:                                          ; preds = %entry
  %value = getelementptr inbounds %struct.tnum, ptr %.compoundliteral, i32 0, i32 0
  %call5 = call i64 @prove_constant(i32 noundef 2)
  store i64 %call5, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %.compoundliteral, i32 0, i32 1
  %call6 = call i64 @prove_constant(i32 noundef 3)
  store i64 %call6, ptr %mask, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %b, ptr align 8 %.compoundliteral, i64 16, i1 false)
  %16 = load i32, ptr %w, align 4
  %17 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call7 = call i64 @member_of_bits(i64 %18, i64 %20, i32 noundef %16)
  store i64 %call7, ptr %y, align 8
  %21 = load i64, ptr %y, align 8
  %22 = load i32, ptr %w, align 4
  %conv = zext i32 %22 to i64
  %cmp = icmp ult i64 %21, %conv
  call void @prove_assume(i1 noundef zeroext %cmp)
  br label %if.end

if.else:                                          ; preds = %entry
  %23 = load i32, ptr %w, align 4
  %24 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %27 = load i64, ptr %26, align 8
  %call9 = call i64 @member_of_bits(i64 %25, i64 %27, i32 noundef %23)
  store i64 %call9, ptr %y, align 8
  br label %if.end

if.end:                                           ; preds = %if.else, %if.then
  %28 = load i64, ptr %x, align 8
  store i64 %28, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %29 = load i64, ptr %y, align 8
  store i64 %29, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  %30 = load i32, ptr %op.addr, align 4
  %idxprom = zext i32 %30 to i64
  %arrayidx = getelementptr inbounds [15 x %struct.op_row], ptr @op_rows, i64 0, i64 %idxprom
  %bits = getelementptr inbounds %struct.op_row, ptr %arrayidx, i32 0, i32 0
  %31 = load ptr, ptr %bits, align 8
  %32 = load i32, ptr %w, align 4
  %33 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %36 = load i64, ptr %35, align 8
  %37 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %38 = load i64, ptr %37, align 8
  %39 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %40 = load i64, ptr %39, align 8
  %call10 = call { i64, i64 } %31(i64 %34, i64 %36, i64 %38, i64 %40, i32 noundef %32)
  %41 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %42 = extractvalue { i64, i64 } %call10, 0
  store i64 %42, ptr %41, align 8
  %43 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %44 = extractvalue { i64, i64 } %call10, 1
  store i64 %44, ptr %43, align 8
  %45 = load i32, ptr %op.addr, align 4
  %46 = load i64, ptr %x, align 8
  %47 = load i64, ptr %y, align 8
  %48 = load i32, ptr %w, align 4
  %call11 = call i64 @ref_alu(i32 noundef %45, i64 noundef %46, i64 noundef %47, i32 noundef %48)
  %49 = load i32, ptr %w, align 4
  %50 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %51 = load i64, ptr %50, align 8
  %52 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %53 = load i64, ptr %52, align 8
  call void @check_bits(i64 %51, i64 %53, i64 noundef %call11, i32 noundef %49)
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MUL() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 3, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @scalar_operator(i32 noundef %op, i32 noundef %width) #0 {
entry:
  %op.addr = alloca i32, align 4
  %width.addr = alloca i32, align 4
  %w = alloca i32, align 4
  %d = alloca %struct.scalar, align 8
  %s = alloca %struct.scalar, align 8
  %r = alloca %struct.scalar, align 8
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %result = alloca i64, align 8
  %tmp = alloca %struct.scalar, align 8
  store i32 %op, ptr %op.addr, align 4
  store i32 %width, ptr %width.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %d) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %d, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 48, ptr %s) #9
  %1 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %s, i32 noundef %1)
  call void @llvm.lifetime.start.p0(i64 48, ptr %r) #9
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %2 = load i32, ptr %w, align 4
  %call1 = call i64 @member_of(ptr noundef %d, i32 noundef %2)
  store i64 %call1, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %3 = load i32, ptr %w, align 4
  %call2 = call i64 @member_of(ptr noundef %s, i32 noundef %3)
  store i64 %call2, ptr %y, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %result) #9
  %4 = load i32, ptr %op.addr, align 4
  %5 = load i64, ptr %x, align 8
  %6 = load i64, ptr %y, align 8
  %7 = load i32, ptr %width.addr, align 4
  %call3 = call i64 @ref_alu(i32 noundef %4, i64 noundef %5, i64 noundef %6, i32 noundef %7)
  store i64 %call3, ptr %result, align 8
  %8 = load i32, ptr %op.addr, align 4
  %call4 = call zeroext i1 @is_shift(i32 noundef %8)
  br i1 %call4, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %9 = load i32, ptr %w, align 4
  %call5 = call zeroext i1 @scalar_tight(ptr noundef %s, i32 noundef %9)
  call void @prove_assume(i1 noundef zeroext %call5)
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  %10 = load i32, ptr %op.addr, align 4
  %cmp = icmp eq i32 %10, 15
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %if.end
  br label %cond.end

cond.false:                                       ; preds = %if.end
  %11 = load i32, ptr %op.addr, align 4
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i32 [ 2, %cond.true ], [ %11, %cond.false ]
  store i32 %cond, ptr @about, align 8
  %12 = load i32, ptr %op.addr, align 4
  %cmp6 = icmp eq i32 %12, 15
  br i1 %cmp6, label %cond.true7, label %cond.false8

cond.true7:                                       ; preds = %cond.end
  br label %cond.end9

cond.false8:                                      ; preds = %cond.end
  %13 = load i64, ptr %x, align 8
  br label %cond.end9

cond.end9:                                        ; preds = %cond.false8, %cond.true7
  %cond10 = phi i64 [ 0, %cond.true7 ], [ %13, %cond.false8 ]
  store i64 %cond10, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %14 = load i32, ptr %op.addr, align 4
  %cmp11 = icmp eq i32 %14, 15
  br i1 %cmp11, label %cond.true12, label %cond.false13

cond.true12:                                      ; preds = %cond.end9
  %15 = load i64, ptr %x, align 8
  br label %cond.end19

cond.false13:                                     ; preds = %cond.end9
  %16 = load i32, ptr %op.addr, align 4
  %call14 = call zeroext i1 @is_shift(i32 noundef %16)
  br i1 %call14, label %cond.true15, label %cond.false16

cond.true15:                                      ; preds = %cond.false13
  %17 = load i64, ptr %y, align 8
  %18 = load i32, ptr %width.addr, align 4
  %sub = sub i32 %18, 1
  %conv = zext i32 %sub to i64
  %and = and i64 %17, %conv
  br label %cond.end17

cond.false16:                                     ; preds = %cond.false13
  %19 = load i64, ptr %y, align 8
  br label %cond.end17

cond.end17:                                       ; preds = %cond.false16, %cond.true15
  %cond18 = phi i64 [ %and, %cond.true15 ], [ %19, %cond.false16 ]
  br label %cond.end19

cond.end19:                                       ; preds = %cond.end17, %cond.true12
  %cond20 = phi i64 [ %15, %cond.true12 ], [ %cond18, %cond.end17 ]
  store i64 %cond20, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  %20 = load i64, ptr %result, align 8
  store i64 %20, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  store i64 %20, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  call void @llvm.lifetime.start.p0(i64 48, ptr %tmp) #9
  %21 = load i32, ptr %op.addr, align 4
  %22 = load i32, ptr %width.addr, align 4
  %23 = load i32, ptr %w, align 4
  call void @scalar_alu_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %tmp, i32 noundef %21, i32 noundef %22, ptr noundef %d, ptr noundef %s, i32 noundef %23)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 8 %tmp, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %tmp) #9
  %24 = load i64, ptr %result, align 8
  %25 = load i32, ptr %w, align 4
  call void @check_scalar(ptr noundef %r, i64 noundef %24, i32 noundef %25)
  call void @llvm.lifetime.end.p0(i64 8, ptr %result) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %s) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %d) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MUL_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 3, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_ADD() #0 {
entry:
  call void @bits_operator(i32 noundef 1)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_ADD() #0 {
entry:
  call void @range_operator(i32 noundef 1)
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @range_operator(i32 noundef %op) #0 {
entry:
  %op.addr = alloca i32, align 4
  %w = alloca i32, align 4
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %agg.tmp = alloca %struct.range, align 8
  store i32 %op, ptr %op.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %a) #9
  %0 = load i32, ptr %w, align 4
  %call1 = call { i64, i64 } @any_range(i32 noundef %0)
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %2 = extractvalue { i64, i64 } %call1, 0
  store i64 %2, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %4 = extractvalue { i64, i64 } %call1, 1
  store i64 %4, ptr %3, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %b) #9
  %5 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @any_range(i32 noundef %5)
  %6 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %7 = extractvalue { i64, i64 } %call2, 0
  store i64 %7, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %9 = extractvalue { i64, i64 } %call2, 1
  store i64 %9, ptr %8, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %10 = load i32, ptr %w, align 4
  %11 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call3 = call i64 @member_of_range(i64 %12, i64 %14, i32 noundef %10)
  store i64 %call3, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %15 = load i32, ptr %op.addr, align 4
  %call4 = call zeroext i1 @is_shift(i32 noundef %15)
  br i1 %call4, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %base = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %16 = load i64, ptr %base, align 8
  %17 = load i32, ptr %w, align 4
  %conv = zext i32 %17 to i64
  %cmp = icmp ult i64 %16, %conv
  %conv5 = zext i1 %cmp to i32
  %size = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %18 = load i64, ptr %size, align 8
  %19 = load i32, ptr %w, align 4
  %conv6 = zext i32 %19 to i64
  %cmp7 = icmp ult i64 %18, %conv6
  %conv8 = zext i1 %cmp7 to i32
  %and = and i32 %conv5, %conv8
  %base9 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %20 = load i64, ptr %base9, align 8
  %size10 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %21 = load i64, ptr %size10, align 8
  %add = add i64 %20, %21
  %22 = load i32, ptr %w, align 4
  %conv11 = zext i32 %22 to i64
  %cmp12 = icmp ult i64 %add, %conv11
  %conv13 = zext i1 %cmp12 to i32
  %and14 = and i32 %and, %conv13
  %tobool = icmp ne i32 %and14, 0
  call void @prove_assume(i1 noundef zeroext %tobool)
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  %23 = load i32, ptr %w, align 4
  %24 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %27 = load i64, ptr %26, align 8
  %call15 = call i64 @member_of_range(i64 %25, i64 %27, i32 noundef %23)
  store i64 %call15, ptr %y, align 8
  %28 = load i64, ptr %x, align 8
  store i64 %28, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 1), align 8
  %29 = load i64, ptr %y, align 8
  store i64 %29, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 2), align 8
  %30 = load i32, ptr %op.addr, align 4
  %idxprom = zext i32 %30 to i64
  %arrayidx = getelementptr inbounds [15 x %struct.op_row], ptr @op_rows, i64 0, i64 %idxprom
  %range = getelementptr inbounds %struct.op_row, ptr %arrayidx, i32 0, i32 1
  %31 = load ptr, ptr %range, align 8
  %32 = load i32, ptr %w, align 4
  %33 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  %36 = load i64, ptr %35, align 8
  %37 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  %38 = load i64, ptr %37, align 8
  %39 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  %40 = load i64, ptr %39, align 8
  %call16 = call { i64, i64 } %31(i64 %34, i64 %36, i64 %38, i64 %40, i32 noundef %32)
  %41 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %42 = extractvalue { i64, i64 } %call16, 0
  store i64 %42, ptr %41, align 8
  %43 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %44 = extractvalue { i64, i64 } %call16, 1
  store i64 %44, ptr %43, align 8
  %45 = load i32, ptr %op.addr, align 4
  %46 = load i64, ptr %x, align 8
  %47 = load i64, ptr %y, align 8
  %48 = load i32, ptr %w, align 4
  %call17 = call i64 @ref_alu(i32 noundef %45, i64 noundef %46, i64 noundef %47, i32 noundef %48)
  %49 = load i32, ptr %w, align 4
  %50 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %51 = load i64, ptr %50, align 8
  %52 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %53 = load i64, ptr %52, align 8
  call void @check_range(i64 %51, i64 %53, i64 noundef %call17, i32 noundef %49)
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %a) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_ADD() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 1, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_ADD_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 1, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_SUB() #0 {
entry:
  call void @bits_operator(i32 noundef 2)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_SUB() #0 {
entry:
  call void @range_operator(i32 noundef 2)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_SUB() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 2, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_SUB_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 2, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_DIV() #0 {
entry:
  call void @bits_operator(i32 noundef 4)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_DIV() #0 {
entry:
  call void @range_operator(i32 noundef 4)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_DIV() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 4, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_DIV_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 4, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_SDIV() #0 {
entry:
  call void @bits_operator(i32 noundef 5)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_SDIV() #0 {
entry:
  call void @range_operator(i32 noundef 5)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_SDIV() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 5, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_SDIV_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 5, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_OR() #0 {
entry:
  call void @bits_operator(i32 noundef 6)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_OR() #0 {
entry:
  call void @range_operator(i32 noundef 6)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_OR() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 6, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_OR_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 6, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_AND() #0 {
entry:
  call void @bits_operator(i32 noundef 7)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_AND() #0 {
entry:
  call void @range_operator(i32 noundef 7)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_AND() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 7, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_AND_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 7, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_LSH() #0 {
entry:
  call void @bits_operator(i32 noundef 8)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_LSH() #0 {
entry:
  call void @range_operator(i32 noundef 8)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_LSH() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 8, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_LSH_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 8, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_RSH() #0 {
entry:
  call void @bits_operator(i32 noundef 9)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_RSH() #0 {
entry:
  call void @range_operator(i32 noundef 9)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_RSH() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 9, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_RSH_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 9, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_MOD() #0 {
entry:
  call void @bits_operator(i32 noundef 10)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_MOD() #0 {
entry:
  call void @range_operator(i32 noundef 10)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MOD() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 10, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MOD_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 10, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_SMOD() #0 {
entry:
  call void @bits_operator(i32 noundef 11)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_SMOD() #0 {
entry:
  call void @range_operator(i32 noundef 11)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_SMOD() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 11, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_SMOD_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 11, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_XOR() #0 {
entry:
  call void @bits_operator(i32 noundef 12)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_XOR() #0 {
entry:
  call void @range_operator(i32 noundef 12)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_XOR() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 12, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_XOR_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 12, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_bits_ARSH() #0 {
entry:
  call void @bits_operator(i32 noundef 14)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_range_ARSH() #0 {
entry:
  call void @range_operator(i32 noundef 14)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_ARSH() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 14, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_ARSH_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 14, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MOV() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 13, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MOV_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 13, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_NEG() #0 {
entry:
  %call = call i32 @w_()
  call void @scalar_operator(i32 noundef 15, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_NEG_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @scalar_operator(i32 noundef 15, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MOVSX8_32() #0 {
entry:
  call void @narrow_operator(i32 noundef 16, i32 noundef 32)
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @narrow_operator(i32 noundef %op, i32 noundef %width) #0 {
entry:
  %op.addr = alloca i32, align 4
  %width.addr = alloca i32, align 4
  %row = alloca ptr, align 8
  %s = alloca %struct.scalar, align 8
  %r = alloca %struct.scalar, align 8
  %x = alloca i64, align 8
  %v = alloca i64, align 8
  %tmp = alloca %struct.scalar, align 8
  store i32 %op, ptr %op.addr, align 4
  store i32 %width, ptr %width.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %row) #9
  %0 = load i32, ptr %op.addr, align 4
  %idxprom = zext i32 %0 to i64
  %arrayidx = getelementptr inbounds [25 x %struct.narrow_row], ptr @narrow_rows, i64 0, i64 %idxprom
  store ptr %arrayidx, ptr %row, align 8
  call void @llvm.lifetime.start.p0(i64 48, ptr %s) #9
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %s, i32 noundef 64)
  call void @llvm.lifetime.start.p0(i64 48, ptr %r) #9
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %call = call i64 @member_of(ptr noundef %s, i32 noundef 64)
  store i64 %call, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %v) #9
  %1 = load i64, ptr %x, align 8
  %2 = load ptr, ptr %row, align 8
  %bits = getelementptr inbounds %struct.narrow_row, ptr %2, i32 0, i32 0
  %3 = load i8, ptr %bits, align 1
  %conv = zext i8 %3 to i32
  %4 = load ptr, ptr %row, align 8
  %sign = getelementptr inbounds %struct.narrow_row, ptr %4, i32 0, i32 1
  %5 = load i8, ptr %sign, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %5 to i1
  %call1 = call i64 @ref_truncate(i64 noundef %1, i32 noundef %conv, i1 noundef zeroext %loadedv, i32 noundef 64)
  store i64 %call1, ptr %v, align 8
  %6 = load i64, ptr %v, align 8
  store i64 %6, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %7 = load ptr, ptr %row, align 8
  %swap = getelementptr inbounds %struct.narrow_row, ptr %7, i32 0, i32 2
  %8 = load i8, ptr %swap, align 1, !range !5, !noundef !6
  %loadedv2 = trunc i8 %8 to i1
  br i1 %loadedv2, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %9 = load i64, ptr %v, align 8
  %10 = load ptr, ptr %row, align 8
  %bits4 = getelementptr inbounds %struct.narrow_row, ptr %10, i32 0, i32 0
  %11 = load i8, ptr %bits4, align 1
  %conv5 = zext i8 %11 to i32
  %div = sdiv i32 %conv5, 8
  %call6 = call i64 @reversed(i64 noundef %9, i32 noundef %div)
  br label %cond.end

cond.false:                                       ; preds = %entry
  %12 = load i64, ptr %v, align 8
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %call6, %cond.true ], [ %12, %cond.false ]
  %13 = load i32, ptr %width.addr, align 4
  %call7 = call i64 @ref_mask(i32 noundef %13)
  %and = and i64 %cond, %call7
  store i64 %and, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  call void @llvm.lifetime.start.p0(i64 48, ptr %tmp) #9
  %14 = load i32, ptr %op.addr, align 4
  %15 = load i32, ptr %width.addr, align 4
  call void @scalar_alu(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %tmp, i32 noundef %14, i32 noundef %15, ptr noundef %s, ptr noundef %s)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r, ptr align 8 %tmp, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %tmp) #9
  %16 = load i64, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  call void @check_scalar(ptr noundef %r, i64 noundef %16, i32 noundef 64)
  call void @llvm.lifetime.end.p0(i64 8, ptr %v) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %s) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %row) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MOVSX16_32() #0 {
entry:
  call void @narrow_operator(i32 noundef 17, i32 noundef 32)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MOVSX8_64() #0 {
entry:
  call void @narrow_operator(i32 noundef 16, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MOVSX16_64() #0 {
entry:
  call void @narrow_operator(i32 noundef 17, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_MOVSX32_64() #0 {
entry:
  call void @narrow_operator(i32 noundef 18, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_LE16_64() #0 {
entry:
  call void @narrow_operator(i32 noundef 19, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_LE32_64() #0 {
entry:
  call void @narrow_operator(i32 noundef 20, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_LE64_64() #0 {
entry:
  call void @narrow_operator(i32 noundef 21, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_SWAP16_64() #0 {
entry:
  call void @narrow_operator(i32 noundef 22, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_SWAP32_64() #0 {
entry:
  call void @narrow_operator(i32 noundef 23, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_scalar_SWAP64_64() #0 {
entry:
  call void @narrow_operator(i32 noundef 24, i32 noundef 64)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JEQ() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 25, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @decision(i32 noundef %op, i32 noundef %width) #0 {
entry:
  %op.addr = alloca i32, align 4
  %width.addr = alloca i32, align 4
  %w = alloca i32, align 4
  %d = alloca %struct.scalar, align 8
  %s = alloca %struct.scalar, align 8
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  %decided = alloca i32, align 4
  store i32 %op, ptr %op.addr, align 4
  store i32 %width, ptr %width.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %d) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %d, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 48, ptr %s) #9
  %1 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %s, i32 noundef %1)
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %2 = load i32, ptr %w, align 4
  %call1 = call i64 @member_of(ptr noundef %d, i32 noundef %2)
  store i64 %call1, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %3 = load i32, ptr %w, align 4
  %call2 = call i64 @member_of(ptr noundef %s, i32 noundef %3)
  store i64 %call2, ptr %y, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %decided) #9
  %4 = load i64, ptr %x, align 8
  store i64 %4, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %5 = load i64, ptr %y, align 8
  store i64 %5, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  %6 = load i64, ptr %x, align 8
  %7 = load i32, ptr %width.addr, align 4
  %call3 = call zeroext i1 @parts_about(ptr noundef %d, i64 noundef %6, i32 noundef %7)
  %conv = zext i1 %call3 to i32
  %8 = load i64, ptr %y, align 8
  %9 = load i32, ptr %width.addr, align 4
  %call4 = call zeroext i1 @parts_about(ptr noundef %s, i64 noundef %8, i32 noundef %9)
  %conv5 = zext i1 %call4 to i32
  %and = and i32 %conv, %conv5
  %tobool = icmp ne i32 %and, 0
  call void @prove_assume(i1 noundef zeroext %tobool)
  %10 = load i32, ptr %op.addr, align 4
  %11 = load i32, ptr %width.addr, align 4
  %12 = load i32, ptr %w, align 4
  %call6 = call i32 @scalar_decide_w(i32 noundef %10, i32 noundef %11, ptr noundef %d, ptr noundef %s, i32 noundef %12)
  store i32 %call6, ptr %decided, align 4
  %13 = load i32, ptr %decided, align 4
  %cmp = icmp slt i32 %13, 0
  br i1 %cmp, label %lor.end, label %lor.rhs

lor.rhs:                                          ; preds = %entry
  %14 = load i32, ptr %decided, align 4
  %15 = load i32, ptr %op.addr, align 4
  %16 = load i64, ptr %x, align 8
  %17 = load i64, ptr %y, align 8
  %18 = load i32, ptr %width.addr, align 4
  %call8 = call zeroext i1 @ref_jump(i32 noundef %15, i64 noundef %16, i64 noundef %17, i32 noundef %18)
  %conv9 = zext i1 %call8 to i32
  %cmp10 = icmp eq i32 %14, %conv9
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %entry
  %19 = phi i1 [ true, %entry ], [ %cmp10, %lor.rhs ]
  call void @prove_check(i1 noundef zeroext %19)
  call void @llvm.lifetime.end.p0(i64 4, ptr %decided) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %s) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %d) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JEQ_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 25, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JEQ() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 25, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @refinement(i32 noundef %op, i32 noundef %width, i1 noundef zeroext %taken) #0 {
entry:
  %op.addr = alloca i32, align 4
  %width.addr = alloca i32, align 4
  %taken.addr = alloca i8, align 1
  %w = alloca i32, align 4
  %d = alloca %struct.scalar, align 8
  %s = alloca %struct.scalar, align 8
  %x = alloca i64, align 8
  %y = alloca i64, align 8
  store i32 %op, ptr %op.addr, align 4
  store i32 %width, ptr %width.addr, align 4
  %storedv = zext i1 %taken to i8
  store i8 %storedv, ptr %taken.addr, align 1
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %call = call i32 @w_()
  store i32 %call, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 48, ptr %d) #9
  %0 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %d, i32 noundef %0)
  call void @llvm.lifetime.start.p0(i64 48, ptr %s) #9
  %1 = load i32, ptr %w, align 4
  call void @any_scalar(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %s, i32 noundef %1)
  call void @llvm.lifetime.start.p0(i64 8, ptr %x) #9
  %2 = load i32, ptr %w, align 4
  %call1 = call i64 @member_of(ptr noundef %d, i32 noundef %2)
  store i64 %call1, ptr %x, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %y) #9
  %3 = load i32, ptr %w, align 4
  %call2 = call i64 @member_of(ptr noundef %s, i32 noundef %3)
  store i64 %call2, ptr %y, align 8
  %4 = load i32, ptr %op.addr, align 4
  %5 = load i64, ptr %x, align 8
  %6 = load i64, ptr %y, align 8
  %7 = load i32, ptr %width.addr, align 4
  %call3 = call zeroext i1 @ref_jump(i32 noundef %4, i64 noundef %5, i64 noundef %6, i32 noundef %7)
  %conv = zext i1 %call3 to i32
  %8 = load i8, ptr %taken.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %8 to i1
  %conv4 = zext i1 %loadedv to i32
  %cmp = icmp eq i32 %conv, %conv4
  call void @prove_assume(i1 noundef zeroext %cmp)
  %9 = load i64, ptr %x, align 8
  store i64 %9, ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), align 8
  %10 = load i64, ptr %y, align 8
  store i64 %10, ptr getelementptr inbounds ([2 x i64], ptr getelementptr inbounds (%struct.anon, ptr @about, i32 0, i32 4), i64 0, i64 1), align 8
  %11 = load i64, ptr %x, align 8
  %12 = load i32, ptr %width.addr, align 4
  %call6 = call zeroext i1 @parts_about(ptr noundef %d, i64 noundef %11, i32 noundef %12)
  %conv7 = zext i1 %call6 to i32
  %13 = load i64, ptr %y, align 8
  %14 = load i32, ptr %width.addr, align 4
  %call8 = call zeroext i1 @parts_about(ptr noundef %s, i64 noundef %13, i32 noundef %14)
  %conv9 = zext i1 %call8 to i32
  %and = and i32 %conv7, %conv9
  %tobool = icmp ne i32 %and, 0
  call void @prove_assume(i1 noundef zeroext %tobool)
  %15 = load i32, ptr %op.addr, align 4
  %16 = load i32, ptr %width.addr, align 4
  %17 = load i8, ptr %taken.addr, align 1, !range !5, !noundef !6
  %loadedv10 = trunc i8 %17 to i1
  %18 = load i32, ptr %w, align 4
  %call11 = call zeroext i1 @scalar_refine_w(i32 noundef %15, i32 noundef %16, i1 noundef zeroext %loadedv10, ptr noundef %d, ptr noundef %s, i32 noundef %18)
  call void @prove_check(i1 noundef zeroext %call11)
  %19 = load i64, ptr %x, align 8
  %20 = load i32, ptr %w, align 4
  call void @check_scalar(ptr noundef %d, i64 noundef %19, i32 noundef %20)
  %21 = load i64, ptr %y, align 8
  %22 = load i32, ptr %w, align 4
  call void @check_scalar(ptr noundef %s, i64 noundef %21, i32 noundef %22)
  call void @llvm.lifetime.end.p0(i64 8, ptr %y) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %x) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %s) #9
  call void @llvm.lifetime.end.p0(i64 48, ptr %d) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JEQ_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 25, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JEQ_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 25, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JEQ_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 25, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JNE() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 29, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JNE_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 29, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JNE() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 29, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JNE_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 29, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JNE_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 29, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JNE_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 29, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JSET() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 28, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JSET_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 28, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSET() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 28, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSET_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 28, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSET_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 28, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSET_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 28, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JGT() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 26, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JGT_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 26, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JGT() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 26, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JGT_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 26, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JGT_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 26, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JGT_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 26, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JGE() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 27, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JGE_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 27, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JGE() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 27, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JGE_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 27, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JGE_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 27, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JGE_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 27, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JLT() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 32, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JLT_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 32, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JLT() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 32, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JLT_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 32, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JLT_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 32, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JLT_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 32, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JLE() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 33, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JLE_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 33, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JLE() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 33, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JLE_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 33, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JLE_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 33, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JLE_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 33, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JSGT() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 30, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JSGT_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 30, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSGT() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 30, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSGT_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 30, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSGT_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 30, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSGT_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 30, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JSGE() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 31, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JSGE_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 31, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSGE() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 31, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSGE_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 31, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSGE_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 31, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSGE_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 31, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JSLT() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 34, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JSLT_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 34, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSLT() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 34, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSLT_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 34, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSLT_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 34, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSLT_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 34, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JSLE() #0 {
entry:
  %call = call i32 @w_()
  call void @decision(i32 noundef 35, i32 noundef %call)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_decide_JSLE_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @decision(i32 noundef 35, i32 noundef %div)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSLE() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 35, i32 noundef %call, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSLE_not() #0 {
entry:
  %call = call i32 @w_()
  call void @refinement(i32 noundef 35, i32 noundef %call, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSLE_half() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 35, i32 noundef %div, i1 noundef zeroext true)
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @prove_refine_JSLE_half_not() #0 {
entry:
  %call = call i32 @w_()
  %div = udiv i32 %call, 2
  call void @refinement(i32 noundef 35, i32 noundef %div, i1 noundef zeroext false)
  ret void
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @reduce_const(ptr noundef %s, i64 noundef %v, i32 noundef %w) #0 {
entry:
  %retval = alloca i1, align 1
  %s.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %tmp = alloca %struct.scalar, align 8
  store ptr %s, ptr %s.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  %0 = load ptr, ptr %s.addr, align 8
  %1 = load i64, ptr %v.addr, align 8
  %2 = load i32, ptr %w.addr, align 4
  %call = call zeroext i1 @scalar_contains_w(ptr noundef %0, i64 noundef %1, i32 noundef %2)
  br i1 %call, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  store i1 false, ptr %retval, align 1
  br label %return

if.end:                                           ; preds = %entry
  %3 = load ptr, ptr %s.addr, align 8
  call void @llvm.lifetime.start.p0(i64 48, ptr %tmp) #9
  %4 = load i64, ptr %v.addr, align 8
  %5 = load i32, ptr %w.addr, align 4
  call void @scalar_const_w(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %tmp, i64 noundef %4, i32 noundef %5)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %3, ptr align 8 %tmp, i64 48, i1 false)
  call void @llvm.lifetime.end.p0(i64 48, ptr %tmp) #9
  store i1 true, ptr %retval, align 1
  br label %return

return:                                           ; preds = %if.end, %if.then
  %6 = load i1, ptr %retval, align 1
  ret i1 %6
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @all_within(i64 %inner.coerce0, i64 %inner.coerce1, i64 %outer.coerce0, i64 %outer.coerce1, ptr noundef %set) #5 {
entry:
  %retval = alloca i1, align 1
  %inner = alloca %struct.range, align 8
  %outer = alloca %struct.range, align 8
  %set.addr = alloca ptr, align 8
  %w = alloca i32, align 4
  %first = alloca i64, align 8
  %next = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %inner, i32 0, i32 0
  store i64 %inner.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %inner, i32 0, i32 1
  store i64 %inner.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 0
  store i64 %outer.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 1
  store i64 %outer.coerce1, ptr %3, align 8
  store ptr %set, ptr %set.addr, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %4 = load ptr, ptr %set.addr, align 8
  %w1 = getelementptr inbounds %struct.members, ptr %4, i32 0, i32 3
  %5 = load i32, ptr %w1, align 4
  store i32 %5, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %first) #9
  %6 = load i32, ptr %w, align 4
  %7 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 0
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 1
  %10 = load i64, ptr %9, align 8
  %call = call i64 @range_last(i64 %8, i64 %10, i32 noundef %6)
  %add = add i64 %call, 1
  %11 = load i32, ptr %w, align 4
  %call2 = call i64 @width_mask(i32 noundef %11)
  %and = and i64 %add, %call2
  store i64 %and, ptr %first, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %next) #9
  %12 = load i32, ptr %w, align 4
  %13 = getelementptr inbounds { i64, i64 }, ptr %inner, i32 0, i32 0
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %inner, i32 0, i32 1
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call3 = call zeroext i1 @range_subset(i64 %14, i64 %16, i64 %18, i64 %20, i32 noundef %12)
  br i1 %call3, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %base = getelementptr inbounds %struct.range, ptr %inner, i32 0, i32 0
  %21 = load i64, ptr %base, align 8
  %22 = load i32, ptr %w, align 4
  %23 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %call4 = call zeroext i1 @range_contains(i64 %24, i64 %26, i64 noundef %21, i32 noundef %22)
  br i1 %call4, label %land.lhs.true, label %land.end

land.lhs.true:                                    ; preds = %if.end
  %27 = load i32, ptr %w, align 4
  %28 = getelementptr inbounds { i64, i64 }, ptr %inner, i32 0, i32 0
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %inner, i32 0, i32 1
  %31 = load i64, ptr %30, align 8
  %call5 = call i64 @range_last(i64 %29, i64 %31, i32 noundef %27)
  %32 = load i32, ptr %w, align 4
  %33 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 0
  %34 = load i64, ptr %33, align 8
  %35 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 1
  %36 = load i64, ptr %35, align 8
  %call6 = call zeroext i1 @range_contains(i64 %34, i64 %36, i64 noundef %call5, i32 noundef %32)
  br i1 %call6, label %land.lhs.true7, label %land.end

land.lhs.true7:                                   ; preds = %land.lhs.true
  %37 = load ptr, ptr %set.addr, align 8
  %38 = load i64, ptr %first, align 8
  %call8 = call zeroext i1 @member_from(ptr noundef %37, i64 noundef %38, ptr noundef %next)
  br i1 %call8, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %land.lhs.true7
  %39 = load i64, ptr %next, align 8
  %40 = load i32, ptr %w, align 4
  %41 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 0
  %42 = load i64, ptr %41, align 8
  %43 = getelementptr inbounds { i64, i64 }, ptr %outer, i32 0, i32 1
  %44 = load i64, ptr %43, align 8
  %call9 = call zeroext i1 @range_contains(i64 %42, i64 %44, i64 noundef %39, i32 noundef %40)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %land.lhs.true7, %land.lhs.true, %if.end
  %45 = phi i1 [ false, %land.lhs.true7 ], [ false, %land.lhs.true ], [ false, %if.end ], [ %call9, %land.rhs ]
  store i1 %45, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %land.end, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %next) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %first) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  %46 = load i1, ptr %retval, align 1
  ret i1 %46
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @member_from(ptr noundef %set, i64 noundef %x, ptr noundef %out) #0 {
entry:
  %set.addr = alloca ptr, align 8
  %x.addr = alloca i64, align 8
  %out.addr = alloca ptr, align 8
  store ptr %set, ptr %set.addr, align 8
  store i64 %x, ptr %x.addr, align 8
  store ptr %out, ptr %out.addr, align 8
  %0 = load ptr, ptr %set.addr, align 8
  %1 = load i64, ptr %x.addr, align 8
  %2 = load ptr, ptr %out.addr, align 8
  %call = call zeroext i1 @member_next(ptr noundef %0, i64 noundef %1, ptr noundef %2)
  br i1 %call, label %lor.end, label %lor.rhs

lor.rhs:                                          ; preds = %entry
  %3 = load ptr, ptr %set.addr, align 8
  %4 = load ptr, ptr %out.addr, align 8
  %call1 = call zeroext i1 @member_next(ptr noundef %3, i64 noundef 0, ptr noundef %4)
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %entry
  %5 = phi i1 [ true, %entry ], [ %call1, %lor.rhs ]
  ret i1 %5
}

; Function Attrs: inlinehint nounwind uwtable
define internal zeroext i1 @tnum_is_const(i64 %t.coerce0, i64 %t.coerce1) #1 {
entry:
  %t = alloca %struct.tnum, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 0
  store i64 %t.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %t, i32 0, i32 1
  store i64 %t.coerce1, ptr %1, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %t, i32 0, i32 1
  %2 = load i64, ptr %mask, align 8
  %cmp = icmp eq i64 %2, 0
  ret i1 %cmp
}

; Function Attrs: nounwind uwtable
define internal i32 @cut_unsigned(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w, ptr noundef %piece) #0 {
entry:
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %piece.addr = alloca ptr, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  store ptr %piece, ptr %piece.addr, align 8
  %2 = load ptr, ptr %piece.addr, align 8
  %arrayidx = getelementptr inbounds %struct.range, ptr %2, i64 0
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %arrayidx, ptr align 8 %r, i64 16, i1 false)
  %3 = load ptr, ptr %piece.addr, align 8
  %4 = load i32, ptr %w.addr, align 4
  %call = call i32 @cut(ptr noundef %3, i32 noundef 1, i64 noundef 0, i32 noundef %4)
  ret i32 %call
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @to_interval(i64 %piece.coerce0, i64 %piece.coerce1) #0 {
entry:
  %retval = alloca %struct.interval, align 8
  %piece = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %piece, i32 0, i32 0
  store i64 %piece.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %piece, i32 0, i32 1
  store i64 %piece.coerce1, ptr %1, align 8
  %lo = getelementptr inbounds %struct.interval, ptr %retval, i32 0, i32 0
  %base = getelementptr inbounds %struct.range, ptr %piece, i32 0, i32 0
  %2 = load i64, ptr %base, align 8
  store i64 %2, ptr %lo, align 8
  %hi = getelementptr inbounds %struct.interval, ptr %retval, i32 0, i32 1
  %base1 = getelementptr inbounds %struct.range, ptr %piece, i32 0, i32 0
  %3 = load i64, ptr %base1, align 8
  %size = getelementptr inbounds %struct.range, ptr %piece, i32 0, i32 1
  %4 = load i64, ptr %size, align 8
  %add = add i64 %3, %4
  store i64 %add, ptr %hi, align 8
  %5 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %5
}

; Function Attrs: nounwind uwtable
define internal i32 @cut(ptr noundef %piece, i32 noundef %n, i64 noundef %at, i32 noundef %w) #0 {
entry:
  %piece.addr = alloca ptr, align 8
  %n.addr = alloca i32, align 4
  %at.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %i = alloca i32, align 4
  %cleanup.dest.slot = alloca i32, align 4
  %before = alloca i64, align 8
  %.compoundliteral = alloca %struct.range, align 8
  store ptr %piece, ptr %piece.addr, align 8
  store i32 %n, ptr %n.addr, align 4
  store i64 %at, ptr %at.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %0 = load i32, ptr %i, align 4
  %1 = load i32, ptr %n.addr, align 4
  %cmp = icmp ult i32 %0, %1
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  store i32 2, ptr %cleanup.dest.slot, align 4
  br label %cleanup17

for.body:                                         ; preds = %for.cond
  call void @llvm.lifetime.start.p0(i64 8, ptr %before) #9
  %2 = load i64, ptr %at.addr, align 8
  %3 = load ptr, ptr %piece.addr, align 8
  %4 = load i32, ptr %i, align 4
  %idxprom = zext i32 %4 to i64
  %arrayidx = getelementptr inbounds %struct.range, ptr %3, i64 %idxprom
  %base = getelementptr inbounds %struct.range, ptr %arrayidx, i32 0, i32 0
  %5 = load i64, ptr %base, align 8
  %sub = sub i64 %2, %5
  %6 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %6)
  %and = and i64 %sub, %call
  store i64 %and, ptr %before, align 8
  %7 = load i64, ptr %before, align 8
  %tobool = icmp ne i64 %7, 0
  br i1 %tobool, label %lor.lhs.false, label %if.then

lor.lhs.false:                                    ; preds = %for.body
  %8 = load i64, ptr %before, align 8
  %9 = load ptr, ptr %piece.addr, align 8
  %10 = load i32, ptr %i, align 4
  %idxprom1 = zext i32 %10 to i64
  %arrayidx2 = getelementptr inbounds %struct.range, ptr %9, i64 %idxprom1
  %size = getelementptr inbounds %struct.range, ptr %arrayidx2, i32 0, i32 1
  %11 = load i64, ptr %size, align 8
  %cmp3 = icmp ugt i64 %8, %11
  br i1 %cmp3, label %if.then, label %if.end

if.then:                                          ; preds = %lor.lhs.false, %for.body
  store i32 4, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %lor.lhs.false
  %12 = load ptr, ptr %piece.addr, align 8
  %13 = load i32, ptr %n.addr, align 4
  %inc = add i32 %13, 1
  store i32 %inc, ptr %n.addr, align 4
  %idxprom4 = zext i32 %13 to i64
  %arrayidx5 = getelementptr inbounds %struct.range, ptr %12, i64 %idxprom4
  %base6 = getelementptr inbounds %struct.range, ptr %.compoundliteral, i32 0, i32 0
  %14 = load i64, ptr %at.addr, align 8
  store i64 %14, ptr %base6, align 8
  %size7 = getelementptr inbounds %struct.range, ptr %.compoundliteral, i32 0, i32 1
  %15 = load ptr, ptr %piece.addr, align 8
  %16 = load i32, ptr %i, align 4
  %idxprom8 = zext i32 %16 to i64
  %arrayidx9 = getelementptr inbounds %struct.range, ptr %15, i64 %idxprom8
  %size10 = getelementptr inbounds %struct.range, ptr %arrayidx9, i32 0, i32 1
  %17 = load i64, ptr %size10, align 8
  %18 = load i64, ptr %before, align 8
  %sub11 = sub i64 %17, %18
  store i64 %sub11, ptr %size7, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %arrayidx5, ptr align 8 %.compoundliteral, i64 16, i1 false)
  %19 = load i64, ptr %before, align 8
  %sub12 = sub i64 %19, 1
  %20 = load ptr, ptr %piece.addr, align 8
  %21 = load i32, ptr %i, align 4
  %idxprom13 = zext i32 %21 to i64
  %arrayidx14 = getelementptr inbounds %struct.range, ptr %20, i64 %idxprom13
  %size15 = getelementptr inbounds %struct.range, ptr %arrayidx14, i32 0, i32 1
  store i64 %sub12, ptr %size15, align 8
  store i32 2, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %before) #9
  %cleanup.dest = load i32, ptr %cleanup.dest.slot, align 4
  switch i32 %cleanup.dest, label %cleanup17 [
    i32 4, label %for.inc
  ]

for.inc:                                          ; preds = %cleanup
  %22 = load i32, ptr %i, align 4
  %inc16 = add i32 %22, 1
  store i32 %inc16, ptr %i, align 4
  br label %for.cond, !llvm.loop !26

cleanup17:                                        ; preds = %cleanup, %for.cond.cleanup
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.end:                                          ; preds = %cleanup17
  %23 = load i32, ptr %n.addr, align 4
  ret i32 %23
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @from_interval(i64 %i.coerce0, i64 %i.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %i = alloca %struct.interval, align 8
  %w.addr = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %i, i32 0, i32 0
  store i64 %i.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %i, i32 0, i32 1
  store i64 %i.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %lo = getelementptr inbounds %struct.interval, ptr %i, i32 0, i32 0
  %2 = load i64, ptr %lo, align 8
  %hi = getelementptr inbounds %struct.interval, ptr %i, i32 0, i32 1
  %3 = load i64, ptr %hi, align 8
  %4 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @range_between(i64 noundef %2, i64 noundef %3, i32 noundef %4)
  %5 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %6 = extractvalue { i64, i64 } %call, 0
  store i64 %6, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %8 = extractvalue { i64, i64 } %call, 1
  store i64 %8, ptr %7, align 8
  %9 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %9
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @magnitude(i64 %piece.coerce0, i64 %piece.coerce1, i32 noundef %w, ptr noundef %negative) #0 {
entry:
  %retval = alloca %struct.interval, align 8
  %piece = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %negative.addr = alloca ptr, align 8
  %last = alloca i64, align 8
  %m = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %0 = getelementptr inbounds { i64, i64 }, ptr %piece, i32 0, i32 0
  store i64 %piece.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %piece, i32 0, i32 1
  store i64 %piece.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  store ptr %negative, ptr %negative.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %last) #9
  %base = getelementptr inbounds %struct.range, ptr %piece, i32 0, i32 0
  %2 = load i64, ptr %base, align 8
  %size = getelementptr inbounds %struct.range, ptr %piece, i32 0, i32 1
  %3 = load i64, ptr %size, align 8
  %add = add i64 %2, %3
  store i64 %add, ptr %last, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %m) #9
  %4 = load i32, ptr %w.addr, align 4
  %call = call i64 @width_mask(i32 noundef %4)
  store i64 %call, ptr %m, align 8
  %base1 = getelementptr inbounds %struct.range, ptr %piece, i32 0, i32 0
  %5 = load i64, ptr %base1, align 8
  %6 = load i32, ptr %w.addr, align 4
  %call2 = call i64 @sign_bit(i32 noundef %6)
  %and = and i64 %5, %call2
  %tobool = icmp ne i64 %and, 0
  %7 = load ptr, ptr %negative.addr, align 8
  %storedv = zext i1 %tobool to i8
  store i8 %storedv, ptr %7, align 1
  %8 = load ptr, ptr %negative.addr, align 8
  %9 = load i8, ptr %8, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %9 to i1
  br i1 %loadedv, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %lo = getelementptr inbounds %struct.interval, ptr %retval, i32 0, i32 0
  %10 = load i64, ptr %last, align 8
  %sub = sub i64 0, %10
  %11 = load i64, ptr %m, align 8
  %and3 = and i64 %sub, %11
  store i64 %and3, ptr %lo, align 8
  %hi = getelementptr inbounds %struct.interval, ptr %retval, i32 0, i32 1
  %base4 = getelementptr inbounds %struct.range, ptr %piece, i32 0, i32 0
  %12 = load i64, ptr %base4, align 8
  %sub5 = sub i64 0, %12
  %13 = load i64, ptr %m, align 8
  %and6 = and i64 %sub5, %13
  store i64 %and6, ptr %hi, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %lo7 = getelementptr inbounds %struct.interval, ptr %retval, i32 0, i32 0
  %base8 = getelementptr inbounds %struct.range, ptr %piece, i32 0, i32 0
  %14 = load i64, ptr %base8, align 8
  store i64 %14, ptr %lo7, align 8
  %hi9 = getelementptr inbounds %struct.interval, ptr %retval, i32 0, i32 1
  %15 = load i64, ptr %last, align 8
  store i64 %15, ptr %hi9, align 8
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %m) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %last) #9
  %16 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %16
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @range_neg(i64 %r.coerce0, i64 %r.coerce1, i32 noundef %w) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %r = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %agg.tmp = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store i32 %w, ptr %w.addr, align 4
  %2 = load i32, ptr %w.addr, align 4
  %call = call { i64, i64 } @range_const(i64 noundef 0, i32 noundef %2)
  %3 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %4 = extractvalue { i64, i64 } %call, 0
  store i64 %4, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %6 = extractvalue { i64, i64 } %call, 1
  store i64 %6, ptr %5, align 8
  %7 = load i32, ptr %w.addr, align 4
  %8 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %9 = load i64, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %call1 = call { i64, i64 } @range_sub(i64 %9, i64 %11, i64 %13, i64 %15, i32 noundef %7)
  %16 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %17 = extractvalue { i64, i64 } %call1, 0
  store i64 %17, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %19 = extractvalue { i64, i64 } %call1, 1
  store i64 %19, ptr %18, align 8
  %20 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %20
}

; Function Attrs: nounwind uwtable
define internal i64 @varying(i64 %i.coerce0, i64 %i.coerce1) #0 {
entry:
  %i = alloca %struct.interval, align 8
  %coerce = alloca %struct.tnum, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %i, i32 0, i32 0
  store i64 %i.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %i, i32 0, i32 1
  store i64 %i.coerce1, ptr %1, align 8
  %lo = getelementptr inbounds %struct.interval, ptr %i, i32 0, i32 0
  %2 = load i64, ptr %lo, align 8
  %hi = getelementptr inbounds %struct.interval, ptr %i, i32 0, i32 1
  %3 = load i64, ptr %hi, align 8
  %call = call { i64, i64 } @tnum_range(i64 noundef %2, i64 noundef %3)
  %4 = getelementptr inbounds { i64, i64 }, ptr %coerce, i32 0, i32 0
  %5 = extractvalue { i64, i64 } %call, 0
  store i64 %5, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %coerce, i32 0, i32 1
  %7 = extractvalue { i64, i64 } %call, 1
  store i64 %7, ptr %6, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %coerce, i32 0, i32 1
  %8 = load i64, ptr %mask, align 8
  ret i64 %8
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @low_part(i64 %i.coerce0, i64 %i.coerce1, i64 noundef %low) #0 {
entry:
  %retval = alloca %struct.interval, align 8
  %i = alloca %struct.interval, align 8
  %low.addr = alloca i64, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %i, i32 0, i32 0
  store i64 %i.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %i, i32 0, i32 1
  store i64 %i.coerce1, ptr %1, align 8
  store i64 %low, ptr %low.addr, align 8
  %lo = getelementptr inbounds %struct.interval, ptr %retval, i32 0, i32 0
  %lo1 = getelementptr inbounds %struct.interval, ptr %i, i32 0, i32 0
  %2 = load i64, ptr %lo1, align 8
  %3 = load i64, ptr %low.addr, align 8
  %and = and i64 %2, %3
  store i64 %and, ptr %lo, align 8
  %hi = getelementptr inbounds %struct.interval, ptr %retval, i32 0, i32 1
  %hi2 = getelementptr inbounds %struct.interval, ptr %i, i32 0, i32 1
  %4 = load i64, ptr %hi2, align 8
  %5 = load i64, ptr %low.addr, align 8
  %and3 = and i64 %4, %5
  store i64 %and3, ptr %hi, align 8
  %6 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %6
}

; Function Attrs: nounwind uwtable
define internal i64 @sum_within(i64 noundef %a, i64 noundef %b, i64 noundef %low) #0 {
entry:
  %a.addr = alloca i64, align 8
  %b.addr = alloca i64, align 8
  %low.addr = alloca i64, align 8
  store i64 %a, ptr %a.addr, align 8
  store i64 %b, ptr %b.addr, align 8
  store i64 %low, ptr %low.addr, align 8
  %0 = load i64, ptr %a.addr, align 8
  %1 = load i64, ptr %low.addr, align 8
  %2 = load i64, ptr %b.addr, align 8
  %sub = sub i64 %1, %2
  %cmp = icmp ugt i64 %0, %sub
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %3 = load i64, ptr %low.addr, align 8
  br label %cond.end

cond.false:                                       ; preds = %entry
  %4 = load i64, ptr %a.addr, align 8
  %5 = load i64, ptr %b.addr, align 8
  %add = add i64 %4, %5
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %3, %cond.true ], [ %add, %cond.false ]
  ret i64 %cond
}

; Function Attrs: nounwind uwtable
define internal i64 @distance(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1) #0 {
entry:
  %a = alloca %struct.interval, align 8
  %b = alloca %struct.interval, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  %lo = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %4 = load i64, ptr %lo, align 8
  %hi = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %5 = load i64, ptr %hi, align 8
  %cmp = icmp ugt i64 %4, %5
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %lo1 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 0
  %6 = load i64, ptr %lo1, align 8
  %hi2 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 1
  %7 = load i64, ptr %hi2, align 8
  %sub = sub i64 %6, %7
  br label %cond.end11

cond.false:                                       ; preds = %entry
  %lo3 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %8 = load i64, ptr %lo3, align 8
  %hi4 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %9 = load i64, ptr %hi4, align 8
  %cmp5 = icmp ugt i64 %8, %9
  br i1 %cmp5, label %cond.true6, label %cond.false10

cond.true6:                                       ; preds = %cond.false
  %lo7 = getelementptr inbounds %struct.interval, ptr %b, i32 0, i32 0
  %10 = load i64, ptr %lo7, align 8
  %hi8 = getelementptr inbounds %struct.interval, ptr %a, i32 0, i32 1
  %11 = load i64, ptr %hi8, align 8
  %sub9 = sub i64 %10, %11
  br label %cond.end

cond.false10:                                     ; preds = %cond.false
  br label %cond.end

cond.end:                                         ; preds = %cond.false10, %cond.true6
  %cond = phi i64 [ %sub9, %cond.true6 ], [ 0, %cond.false10 ]
  br label %cond.end11

cond.end11:                                       ; preds = %cond.end, %cond.true
  %cond12 = phi i64 [ %sub, %cond.true ], [ %cond, %cond.end ]
  ret i64 %cond12
}

; Function Attrs: nounwind uwtable
define internal i32 @decide_equal(ptr noundef %a, ptr noundef %b) #0 {
entry:
  %retval = alloca i32, align 4
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  %bits = alloca %struct.tnum, align 8
  %r = alloca %struct.range, align 8
  %cleanup.dest.slot = alloca i32, align 4
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %bits) #9
  call void @llvm.lifetime.start.p0(i64 16, ptr %r) #9
  %0 = load ptr, ptr %a.addr, align 8
  %bits1 = getelementptr inbounds %struct.part, ptr %0, i32 0, i32 0
  %1 = load ptr, ptr %b.addr, align 8
  %bits2 = getelementptr inbounds %struct.part, ptr %1, i32 0, i32 0
  %2 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 0
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 1
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %bits2, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %bits2, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call = call zeroext i1 @tnum_meet(i64 %3, i64 %5, i64 %7, i64 %9, ptr noundef %bits)
  br i1 %call, label %lor.lhs.false, label %if.then

lor.lhs.false:                                    ; preds = %entry
  %10 = load ptr, ptr %a.addr, align 8
  %r3 = getelementptr inbounds %struct.part, ptr %10, i32 0, i32 1
  %11 = load ptr, ptr %b.addr, align 8
  %r4 = getelementptr inbounds %struct.part, ptr %11, i32 0, i32 1
  %12 = load ptr, ptr %a.addr, align 8
  %w = getelementptr inbounds %struct.part, ptr %12, i32 0, i32 2
  %13 = load i32, ptr %w, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %r3, i32 0, i32 0
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %r3, i32 0, i32 1
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %r4, i32 0, i32 0
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %r4, i32 0, i32 1
  %21 = load i64, ptr %20, align 8
  %call5 = call zeroext i1 @range_meet(i64 %15, i64 %17, i64 %19, i64 %21, i32 noundef %13, ptr noundef %r)
  br i1 %call5, label %if.end, label %if.then

if.then:                                          ; preds = %lor.lhs.false, %entry
  store i32 0, ptr %retval, align 4
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %lor.lhs.false
  %22 = load ptr, ptr %a.addr, align 8
  %bits6 = getelementptr inbounds %struct.part, ptr %22, i32 0, i32 0
  %23 = getelementptr inbounds { i64, i64 }, ptr %bits6, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %bits6, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %call7 = call zeroext i1 @tnum_is_const(i64 %24, i64 %26)
  br i1 %call7, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %if.end
  %27 = load ptr, ptr %b.addr, align 8
  %bits8 = getelementptr inbounds %struct.part, ptr %27, i32 0, i32 0
  %28 = getelementptr inbounds { i64, i64 }, ptr %bits8, i32 0, i32 0
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %bits8, i32 0, i32 1
  %31 = load i64, ptr %30, align 8
  %call9 = call zeroext i1 @tnum_is_const(i64 %29, i64 %31)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %if.end
  %32 = phi i1 [ false, %if.end ], [ %call9, %land.rhs ]
  %33 = zext i1 %32 to i64
  %cond = select i1 %32, i32 1, i32 -1
  store i32 %cond, ptr %retval, align 4
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %land.end, %if.then
  call void @llvm.lifetime.end.p0(i64 16, ptr %r) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %bits) #9
  %34 = load i32, ptr %retval, align 4
  ret i32 %34
}

; Function Attrs: nounwind uwtable
define internal i32 @decide_less(ptr noundef %a, ptr noundef %b) #0 {
entry:
  %retval = alloca i32, align 4
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  %0 = load ptr, ptr %a.addr, align 8
  %call = call i64 @part_max(ptr noundef %0)
  %1 = load ptr, ptr %b.addr, align 8
  %call1 = call i64 @part_min(ptr noundef %1)
  %cmp = icmp ult i64 %call, %call1
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  store i32 1, ptr %retval, align 4
  br label %return

if.end:                                           ; preds = %entry
  %2 = load ptr, ptr %a.addr, align 8
  %call2 = call i64 @part_min(ptr noundef %2)
  %3 = load ptr, ptr %b.addr, align 8
  %call3 = call i64 @part_max(ptr noundef %3)
  %cmp4 = icmp uge i64 %call2, %call3
  %4 = zext i1 %cmp4 to i64
  %cond = select i1 %cmp4, i32 0, i32 -1
  store i32 %cond, ptr %retval, align 4
  br label %return

return:                                           ; preds = %if.end, %if.then
  %5 = load i32, ptr %retval, align 4
  ret i32 %5
}

; Function Attrs: nounwind uwtable
define internal i32 @decide_common(ptr noundef %a, ptr noundef %b) #0 {
entry:
  %retval = alloca i32, align 4
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  %0 = load ptr, ptr %a.addr, align 8
  %call = call i64 @part_possible(ptr noundef %0)
  %1 = load ptr, ptr %b.addr, align 8
  %call1 = call i64 @part_possible(ptr noundef %1)
  %and = and i64 %call, %call1
  %tobool = icmp ne i64 %and, 0
  br i1 %tobool, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  store i32 0, ptr %retval, align 4
  br label %return

if.end:                                           ; preds = %entry
  %2 = load ptr, ptr %a.addr, align 8
  %bits = getelementptr inbounds %struct.part, ptr %2, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %3 = load i64, ptr %value, align 8
  %4 = load ptr, ptr %b.addr, align 8
  %bits2 = getelementptr inbounds %struct.part, ptr %4, i32 0, i32 0
  %value3 = getelementptr inbounds %struct.tnum, ptr %bits2, i32 0, i32 0
  %5 = load i64, ptr %value3, align 8
  %and4 = and i64 %3, %5
  %tobool5 = icmp ne i64 %and4, 0
  br i1 %tobool5, label %if.then9, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %if.end
  %6 = load ptr, ptr %a.addr, align 8
  %7 = load ptr, ptr %b.addr, align 8
  %call6 = call zeroext i1 @covers(ptr noundef %6, ptr noundef %7)
  br i1 %call6, label %if.then9, label %lor.lhs.false7

lor.lhs.false7:                                   ; preds = %lor.lhs.false
  %8 = load ptr, ptr %b.addr, align 8
  %9 = load ptr, ptr %a.addr, align 8
  %call8 = call zeroext i1 @covers(ptr noundef %8, ptr noundef %9)
  br i1 %call8, label %if.then9, label %if.end10

if.then9:                                         ; preds = %lor.lhs.false7, %lor.lhs.false, %if.end
  store i32 1, ptr %retval, align 4
  br label %return

if.end10:                                         ; preds = %lor.lhs.false7
  store i32 -1, ptr %retval, align 4
  br label %return

return:                                           ; preds = %if.end10, %if.then9, %if.then
  %10 = load i32, ptr %retval, align 4
  ret i32 %10
}

; Function Attrs: nounwind uwtable
define internal i64 @part_max(ptr noundef %part) #0 {
entry:
  %part.addr = alloca ptr, align 8
  %max = alloca i64, align 8
  store ptr %part, ptr %part.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %max) #9
  %0 = load ptr, ptr %part.addr, align 8
  %r = getelementptr inbounds %struct.part, ptr %0, i32 0, i32 1
  %1 = load ptr, ptr %part.addr, align 8
  %w = getelementptr inbounds %struct.part, ptr %1, i32 0, i32 2
  %2 = load i32, ptr %w, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call i64 @range_umax(i64 %4, i64 %6, i32 noundef %2)
  store i64 %call, ptr %max, align 8
  %7 = load i64, ptr %max, align 8
  %8 = load ptr, ptr %part.addr, align 8
  %call1 = call i64 @part_possible(ptr noundef %8)
  %cmp = icmp ult i64 %7, %call1
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %9 = load i64, ptr %max, align 8
  br label %cond.end

cond.false:                                       ; preds = %entry
  %10 = load ptr, ptr %part.addr, align 8
  %call2 = call i64 @part_possible(ptr noundef %10)
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %9, %cond.true ], [ %call2, %cond.false ]
  call void @llvm.lifetime.end.p0(i64 8, ptr %max) #9
  ret i64 %cond
}

; Function Attrs: nounwind uwtable
define internal i64 @part_min(ptr noundef %part) #0 {
entry:
  %part.addr = alloca ptr, align 8
  %min = alloca i64, align 8
  store ptr %part, ptr %part.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %min) #9
  %0 = load ptr, ptr %part.addr, align 8
  %r = getelementptr inbounds %struct.part, ptr %0, i32 0, i32 1
  %1 = load ptr, ptr %part.addr, align 8
  %w = getelementptr inbounds %struct.part, ptr %1, i32 0, i32 2
  %2 = load i32, ptr %w, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %call = call i64 @range_umin(i64 %4, i64 %6, i32 noundef %2)
  store i64 %call, ptr %min, align 8
  %7 = load i64, ptr %min, align 8
  %8 = load ptr, ptr %part.addr, align 8
  %bits = getelementptr inbounds %struct.part, ptr %8, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %9 = load i64, ptr %value, align 8
  %cmp = icmp ugt i64 %7, %9
  br i1 %cmp, label %cond.true, label %cond.false

cond.true:                                        ; preds = %entry
  %10 = load i64, ptr %min, align 8
  br label %cond.end

cond.false:                                       ; preds = %entry
  %11 = load ptr, ptr %part.addr, align 8
  %bits1 = getelementptr inbounds %struct.part, ptr %11, i32 0, i32 0
  %value2 = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 0
  %12 = load i64, ptr %value2, align 8
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %10, %cond.true ], [ %12, %cond.false ]
  call void @llvm.lifetime.end.p0(i64 8, ptr %min) #9
  ret i64 %cond
}

; Function Attrs: nounwind uwtable
define internal i64 @part_possible(ptr noundef %part) #0 {
entry:
  %part.addr = alloca ptr, align 8
  store ptr %part, ptr %part.addr, align 8
  %0 = load ptr, ptr %part.addr, align 8
  %bits = getelementptr inbounds %struct.part, ptr %0, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %1 = load i64, ptr %value, align 8
  %2 = load ptr, ptr %part.addr, align 8
  %bits1 = getelementptr inbounds %struct.part, ptr %2, i32 0, i32 0
  %mask = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 1
  %3 = load i64, ptr %mask, align 8
  %or = or i64 %1, %3
  ret i64 %or
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @covers(ptr noundef %b, ptr noundef %a) #0 {
entry:
  %b.addr = alloca ptr, align 8
  %a.addr = alloca ptr, align 8
  store ptr %b, ptr %b.addr, align 8
  store ptr %a, ptr %a.addr, align 8
  %0 = load ptr, ptr %a.addr, align 8
  %call = call i64 @part_possible(ptr noundef %0)
  %1 = load ptr, ptr %b.addr, align 8
  %bits = getelementptr inbounds %struct.part, ptr %1, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %2 = load i64, ptr %value, align 8
  %not = xor i64 %2, -1
  %and = and i64 %call, %not
  %tobool = icmp ne i64 %and, 0
  br i1 %tobool, label %land.end, label %land.rhs

land.rhs:                                         ; preds = %entry
  %3 = load ptr, ptr %a.addr, align 8
  %call1 = call zeroext i1 @part_contains(ptr noundef %3, i64 noundef 0)
  %lnot = xor i1 %call1, true
  br label %land.end

land.end:                                         ; preds = %land.rhs, %entry
  %4 = phi i1 [ false, %entry ], [ %lnot, %land.rhs ]
  ret i1 %4
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @part_contains(ptr noundef %part, i64 noundef %v) #0 {
entry:
  %part.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  store ptr %part, ptr %part.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  %0 = load ptr, ptr %part.addr, align 8
  %bits = getelementptr inbounds %struct.part, ptr %0, i32 0, i32 0
  %1 = load i64, ptr %v.addr, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %3 = load i64, ptr %2, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %5 = load i64, ptr %4, align 8
  %call = call zeroext i1 @tnum_contains(i64 %3, i64 %5, i64 noundef %1)
  br i1 %call, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %entry
  %6 = load ptr, ptr %part.addr, align 8
  %r = getelementptr inbounds %struct.part, ptr %6, i32 0, i32 1
  %7 = load i64, ptr %v.addr, align 8
  %8 = load ptr, ptr %part.addr, align 8
  %w = getelementptr inbounds %struct.part, ptr %8, i32 0, i32 2
  %9 = load i32, ptr %w, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call1 = call zeroext i1 @range_contains(i64 %11, i64 %13, i64 noundef %7, i32 noundef %9)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %entry
  %14 = phi i1 [ false, %entry ], [ %call1, %land.rhs ]
  ret i1 %14
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @assume_equal(ptr noundef %a, ptr noundef %b) #0 {
entry:
  %retval = alloca i1, align 1
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  %0 = load ptr, ptr %a.addr, align 8
  %bits = getelementptr inbounds %struct.part, ptr %0, i32 0, i32 0
  %1 = load ptr, ptr %b.addr, align 8
  %bits1 = getelementptr inbounds %struct.part, ptr %1, i32 0, i32 0
  %2 = load ptr, ptr %a.addr, align 8
  %bits2 = getelementptr inbounds %struct.part, ptr %2, i32 0, i32 0
  %3 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %4 = load i64, ptr %3, align 8
  %5 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %6 = load i64, ptr %5, align 8
  %7 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 0
  %8 = load i64, ptr %7, align 8
  %9 = getelementptr inbounds { i64, i64 }, ptr %bits1, i32 0, i32 1
  %10 = load i64, ptr %9, align 8
  %call = call zeroext i1 @tnum_meet(i64 %4, i64 %6, i64 %8, i64 %10, ptr noundef %bits2)
  br i1 %call, label %lor.lhs.false, label %if.then

lor.lhs.false:                                    ; preds = %entry
  %11 = load ptr, ptr %a.addr, align 8
  %r = getelementptr inbounds %struct.part, ptr %11, i32 0, i32 1
  %12 = load ptr, ptr %b.addr, align 8
  %r3 = getelementptr inbounds %struct.part, ptr %12, i32 0, i32 1
  %13 = load ptr, ptr %a.addr, align 8
  %w = getelementptr inbounds %struct.part, ptr %13, i32 0, i32 2
  %14 = load i32, ptr %w, align 8
  %15 = load ptr, ptr %a.addr, align 8
  %r4 = getelementptr inbounds %struct.part, ptr %15, i32 0, i32 1
  %16 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %r3, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %r3, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %call5 = call zeroext i1 @range_meet(i64 %17, i64 %19, i64 %21, i64 %23, i32 noundef %14, ptr noundef %r4)
  br i1 %call5, label %if.end, label %if.then

if.then:                                          ; preds = %lor.lhs.false, %entry
  store i1 false, ptr %retval, align 1
  br label %return

if.end:                                           ; preds = %lor.lhs.false
  %24 = load ptr, ptr %b.addr, align 8
  %25 = load ptr, ptr %a.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %24, ptr align 8 %25, i64 40, i1 false)
  store i1 true, ptr %retval, align 1
  br label %return

return:                                           ; preds = %if.end, %if.then
  %26 = load i1, ptr %retval, align 1
  ret i1 %26
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @assume_different(ptr noundef %a, ptr noundef %b) #0 {
entry:
  %retval = alloca i1, align 1
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  %0 = load ptr, ptr %b.addr, align 8
  %bits = getelementptr inbounds %struct.part, ptr %0, i32 0, i32 0
  %1 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %2 = load i64, ptr %1, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %4 = load i64, ptr %3, align 8
  %call = call zeroext i1 @tnum_is_const(i64 %2, i64 %4)
  br i1 %call, label %land.lhs.true, label %if.end

land.lhs.true:                                    ; preds = %entry
  %5 = load ptr, ptr %a.addr, align 8
  %6 = load ptr, ptr %b.addr, align 8
  %bits1 = getelementptr inbounds %struct.part, ptr %6, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 0
  %7 = load i64, ptr %value, align 8
  %call2 = call zeroext i1 @trim(ptr noundef %5, i64 noundef %7)
  br i1 %call2, label %if.end, label %if.then

if.then:                                          ; preds = %land.lhs.true
  store i1 false, ptr %retval, align 1
  br label %return

if.end:                                           ; preds = %land.lhs.true, %entry
  %8 = load ptr, ptr %a.addr, align 8
  %bits3 = getelementptr inbounds %struct.part, ptr %8, i32 0, i32 0
  %9 = getelementptr inbounds { i64, i64 }, ptr %bits3, i32 0, i32 0
  %10 = load i64, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %bits3, i32 0, i32 1
  %12 = load i64, ptr %11, align 8
  %call4 = call zeroext i1 @tnum_is_const(i64 %10, i64 %12)
  br i1 %call4, label %lor.rhs, label %lor.end

lor.rhs:                                          ; preds = %if.end
  %13 = load ptr, ptr %b.addr, align 8
  %14 = load ptr, ptr %a.addr, align 8
  %bits5 = getelementptr inbounds %struct.part, ptr %14, i32 0, i32 0
  %value6 = getelementptr inbounds %struct.tnum, ptr %bits5, i32 0, i32 0
  %15 = load i64, ptr %value6, align 8
  %call7 = call zeroext i1 @trim(ptr noundef %13, i64 noundef %15)
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %if.end
  %16 = phi i1 [ true, %if.end ], [ %call7, %lor.rhs ]
  store i1 %16, ptr %retval, align 1
  br label %return

return:                                           ; preds = %lor.end, %if.then
  %17 = load i1, ptr %retval, align 1
  ret i1 %17
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @assume_order(ptr noundef %low, ptr noundef %high, i32 noundef %gap) #0 {
entry:
  %retval = alloca i1, align 1
  %low.addr = alloca ptr, align 8
  %high.addr = alloca ptr, align 8
  %gap.addr = alloca i32, align 4
  %w = alloca i32, align 4
  %min = alloca i64, align 8
  %max = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %agg.tmp = alloca %struct.range, align 8
  %agg.tmp15 = alloca %struct.range, align 8
  store ptr %low, ptr %low.addr, align 8
  store ptr %high, ptr %high.addr, align 8
  store i32 %gap, ptr %gap.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %0 = load ptr, ptr %low.addr, align 8
  %w1 = getelementptr inbounds %struct.part, ptr %0, i32 0, i32 2
  %1 = load i32, ptr %w1, align 8
  store i32 %1, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %min) #9
  %2 = load ptr, ptr %low.addr, align 8
  %call = call i64 @part_min(ptr noundef %2)
  store i64 %call, ptr %min, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %max) #9
  %3 = load ptr, ptr %high.addr, align 8
  %call2 = call i64 @part_max(ptr noundef %3)
  store i64 %call2, ptr %max, align 8
  %4 = load i64, ptr %max, align 8
  %5 = load i32, ptr %gap.addr, align 4
  %conv = zext i32 %5 to i64
  %cmp = icmp ult i64 %4, %conv
  br i1 %cmp, label %if.then, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %entry
  %6 = load i64, ptr %min, align 8
  %7 = load i32, ptr %w, align 4
  %call4 = call i64 @width_mask(i32 noundef %7)
  %8 = load i32, ptr %gap.addr, align 4
  %conv5 = zext i32 %8 to i64
  %sub = sub i64 %call4, %conv5
  %cmp6 = icmp ugt i64 %6, %sub
  br i1 %cmp6, label %if.then, label %if.end

if.then:                                          ; preds = %lor.lhs.false, %entry
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %lor.lhs.false
  %9 = load ptr, ptr %low.addr, align 8
  %r = getelementptr inbounds %struct.part, ptr %9, i32 0, i32 1
  %10 = load i64, ptr %max, align 8
  %11 = load i32, ptr %gap.addr, align 4
  %conv8 = zext i32 %11 to i64
  %sub9 = sub i64 %10, %conv8
  %12 = load i32, ptr %w, align 4
  %call10 = call { i64, i64 } @range_between(i64 noundef 0, i64 noundef %sub9, i32 noundef %12)
  %13 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %14 = extractvalue { i64, i64 } %call10, 0
  store i64 %14, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %16 = extractvalue { i64, i64 } %call10, 1
  store i64 %16, ptr %15, align 8
  %17 = load i32, ptr %w, align 4
  %18 = load ptr, ptr %low.addr, align 8
  %r11 = getelementptr inbounds %struct.part, ptr %18, i32 0, i32 1
  %19 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %call12 = call zeroext i1 @range_meet(i64 %20, i64 %22, i64 %24, i64 %26, i32 noundef %17, ptr noundef %r11)
  br i1 %call12, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %if.end
  %27 = load ptr, ptr %high.addr, align 8
  %r14 = getelementptr inbounds %struct.part, ptr %27, i32 0, i32 1
  %28 = load i64, ptr %min, align 8
  %29 = load i32, ptr %gap.addr, align 4
  %conv16 = zext i32 %29 to i64
  %add = add i64 %28, %conv16
  %30 = load i32, ptr %w, align 4
  %call17 = call i64 @width_mask(i32 noundef %30)
  %31 = load i32, ptr %w, align 4
  %call18 = call { i64, i64 } @range_between(i64 noundef %add, i64 noundef %call17, i32 noundef %31)
  %32 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp15, i32 0, i32 0
  %33 = extractvalue { i64, i64 } %call18, 0
  store i64 %33, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp15, i32 0, i32 1
  %35 = extractvalue { i64, i64 } %call18, 1
  store i64 %35, ptr %34, align 8
  %36 = load i32, ptr %w, align 4
  %37 = load ptr, ptr %high.addr, align 8
  %r19 = getelementptr inbounds %struct.part, ptr %37, i32 0, i32 1
  %38 = getelementptr inbounds { i64, i64 }, ptr %r14, i32 0, i32 0
  %39 = load i64, ptr %38, align 8
  %40 = getelementptr inbounds { i64, i64 }, ptr %r14, i32 0, i32 1
  %41 = load i64, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp15, i32 0, i32 0
  %43 = load i64, ptr %42, align 8
  %44 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp15, i32 0, i32 1
  %45 = load i64, ptr %44, align 8
  %call20 = call zeroext i1 @range_meet(i64 %39, i64 %41, i64 %43, i64 %45, i32 noundef %36, ptr noundef %r19)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %if.end
  %46 = phi i1 [ false, %if.end ], [ %call20, %land.rhs ]
  store i1 %46, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %land.end, %if.then
  call void @llvm.lifetime.end.p0(i64 8, ptr %max) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %min) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  %47 = load i1, ptr %retval, align 1
  ret i1 %47
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @assume_common(ptr noundef %a, ptr noundef %b) #0 {
entry:
  %retval = alloca i1, align 1
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  %common = alloca i64, align 8
  %lowest = alloca i64, align 8
  %has = alloca %struct.tnum, align 8
  %at_least = alloca %struct.range, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %tmp = alloca %struct.range, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %common) #9
  %0 = load ptr, ptr %a.addr, align 8
  %call = call i64 @part_possible(ptr noundef %0)
  %1 = load ptr, ptr %b.addr, align 8
  %call1 = call i64 @part_possible(ptr noundef %1)
  %and = and i64 %call, %call1
  store i64 %and, ptr %common, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %lowest) #9
  %2 = load i64, ptr %common, align 8
  %3 = load i64, ptr %common, align 8
  %sub = sub i64 0, %3
  %and2 = and i64 %2, %sub
  store i64 %and2, ptr %lowest, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %has) #9
  %value = getelementptr inbounds %struct.tnum, ptr %has, i32 0, i32 0
  %4 = load i64, ptr %common, align 8
  store i64 %4, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %has, i32 0, i32 1
  %5 = load ptr, ptr %a.addr, align 8
  %w = getelementptr inbounds %struct.part, ptr %5, i32 0, i32 2
  %6 = load i32, ptr %w, align 8
  %call3 = call i64 @width_mask(i32 noundef %6)
  %7 = load i64, ptr %common, align 8
  %not = xor i64 %7, -1
  %and4 = and i64 %call3, %not
  store i64 %and4, ptr %mask, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %at_least) #9
  %8 = load i64, ptr %common, align 8
  %tobool = icmp ne i64 %8, 0
  br i1 %tobool, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %9 = load i64, ptr %common, align 8
  %10 = load i64, ptr %lowest, align 8
  %cmp = icmp eq i64 %9, %10
  br i1 %cmp, label %if.then5, label %if.end11

if.then5:                                         ; preds = %if.end
  %11 = load ptr, ptr %a.addr, align 8
  %bits = getelementptr inbounds %struct.part, ptr %11, i32 0, i32 0
  %12 = load ptr, ptr %a.addr, align 8
  %bits6 = getelementptr inbounds %struct.part, ptr %12, i32 0, i32 0
  %13 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %has, i32 0, i32 0
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %has, i32 0, i32 1
  %20 = load i64, ptr %19, align 8
  %call7 = call zeroext i1 @tnum_meet(i64 %14, i64 %16, i64 %18, i64 %20, ptr noundef %bits6)
  br i1 %call7, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %if.then5
  %21 = load ptr, ptr %b.addr, align 8
  %bits8 = getelementptr inbounds %struct.part, ptr %21, i32 0, i32 0
  %22 = load ptr, ptr %b.addr, align 8
  %bits9 = getelementptr inbounds %struct.part, ptr %22, i32 0, i32 0
  %23 = getelementptr inbounds { i64, i64 }, ptr %bits8, i32 0, i32 0
  %24 = load i64, ptr %23, align 8
  %25 = getelementptr inbounds { i64, i64 }, ptr %bits8, i32 0, i32 1
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %has, i32 0, i32 0
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %has, i32 0, i32 1
  %30 = load i64, ptr %29, align 8
  %call10 = call zeroext i1 @tnum_meet(i64 %24, i64 %26, i64 %28, i64 %30, ptr noundef %bits9)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %if.then5
  %31 = phi i1 [ false, %if.then5 ], [ %call10, %land.rhs ]
  store i1 %31, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end11:                                         ; preds = %if.end
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %32 = load i64, ptr %lowest, align 8
  %33 = load ptr, ptr %a.addr, align 8
  %w12 = getelementptr inbounds %struct.part, ptr %33, i32 0, i32 2
  %34 = load i32, ptr %w12, align 8
  %call13 = call i64 @width_mask(i32 noundef %34)
  %35 = load ptr, ptr %a.addr, align 8
  %w14 = getelementptr inbounds %struct.part, ptr %35, i32 0, i32 2
  %36 = load i32, ptr %w14, align 8
  %call15 = call { i64, i64 } @range_between(i64 noundef %32, i64 noundef %call13, i32 noundef %36)
  %37 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %38 = extractvalue { i64, i64 } %call15, 0
  store i64 %38, ptr %37, align 8
  %39 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %40 = extractvalue { i64, i64 } %call15, 1
  store i64 %40, ptr %39, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %at_least, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  %41 = load ptr, ptr %a.addr, align 8
  %r = getelementptr inbounds %struct.part, ptr %41, i32 0, i32 1
  %42 = load ptr, ptr %a.addr, align 8
  %w16 = getelementptr inbounds %struct.part, ptr %42, i32 0, i32 2
  %43 = load i32, ptr %w16, align 8
  %44 = load ptr, ptr %a.addr, align 8
  %r17 = getelementptr inbounds %struct.part, ptr %44, i32 0, i32 1
  %45 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %46 = load i64, ptr %45, align 8
  %47 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %48 = load i64, ptr %47, align 8
  %49 = getelementptr inbounds { i64, i64 }, ptr %at_least, i32 0, i32 0
  %50 = load i64, ptr %49, align 8
  %51 = getelementptr inbounds { i64, i64 }, ptr %at_least, i32 0, i32 1
  %52 = load i64, ptr %51, align 8
  %call18 = call zeroext i1 @range_meet(i64 %46, i64 %48, i64 %50, i64 %52, i32 noundef %43, ptr noundef %r17)
  br i1 %call18, label %land.rhs19, label %land.end24

land.rhs19:                                       ; preds = %if.end11
  %53 = load ptr, ptr %b.addr, align 8
  %r20 = getelementptr inbounds %struct.part, ptr %53, i32 0, i32 1
  %54 = load ptr, ptr %b.addr, align 8
  %w21 = getelementptr inbounds %struct.part, ptr %54, i32 0, i32 2
  %55 = load i32, ptr %w21, align 8
  %56 = load ptr, ptr %b.addr, align 8
  %r22 = getelementptr inbounds %struct.part, ptr %56, i32 0, i32 1
  %57 = getelementptr inbounds { i64, i64 }, ptr %r20, i32 0, i32 0
  %58 = load i64, ptr %57, align 8
  %59 = getelementptr inbounds { i64, i64 }, ptr %r20, i32 0, i32 1
  %60 = load i64, ptr %59, align 8
  %61 = getelementptr inbounds { i64, i64 }, ptr %at_least, i32 0, i32 0
  %62 = load i64, ptr %61, align 8
  %63 = getelementptr inbounds { i64, i64 }, ptr %at_least, i32 0, i32 1
  %64 = load i64, ptr %63, align 8
  %call23 = call zeroext i1 @range_meet(i64 %58, i64 %60, i64 %62, i64 %64, i32 noundef %55, ptr noundef %r22)
  br label %land.end24

land.end24:                                       ; preds = %land.rhs19, %if.end11
  %65 = phi i1 [ false, %if.end11 ], [ %call23, %land.rhs19 ]
  store i1 %65, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %land.end24, %land.end, %if.then
  call void @llvm.lifetime.end.p0(i64 16, ptr %at_least) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %has) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %lowest) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %common) #9
  %66 = load i1, ptr %retval, align 1
  ret i1 %66
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @assume_nothing_common(ptr noundef %a, ptr noundef %b) #0 {
entry:
  %a.addr = alloca ptr, align 8
  %b.addr = alloca ptr, align 8
  %not_a = alloca %struct.tnum, align 8
  %not_b = alloca %struct.tnum, align 8
  store ptr %a, ptr %a.addr, align 8
  store ptr %b, ptr %b.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %not_a) #9
  %value = getelementptr inbounds %struct.tnum, ptr %not_a, i32 0, i32 0
  store i64 0, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %not_a, i32 0, i32 1
  %0 = load ptr, ptr %a.addr, align 8
  %w = getelementptr inbounds %struct.part, ptr %0, i32 0, i32 2
  %1 = load i32, ptr %w, align 8
  %call = call i64 @width_mask(i32 noundef %1)
  %2 = load ptr, ptr %a.addr, align 8
  %bits = getelementptr inbounds %struct.part, ptr %2, i32 0, i32 0
  %value1 = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %3 = load i64, ptr %value1, align 8
  %not = xor i64 %3, -1
  %and = and i64 %call, %not
  store i64 %and, ptr %mask, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %not_b) #9
  %value2 = getelementptr inbounds %struct.tnum, ptr %not_b, i32 0, i32 0
  store i64 0, ptr %value2, align 8
  %mask3 = getelementptr inbounds %struct.tnum, ptr %not_b, i32 0, i32 1
  %4 = load ptr, ptr %b.addr, align 8
  %w4 = getelementptr inbounds %struct.part, ptr %4, i32 0, i32 2
  %5 = load i32, ptr %w4, align 8
  %call5 = call i64 @width_mask(i32 noundef %5)
  %6 = load ptr, ptr %b.addr, align 8
  %bits6 = getelementptr inbounds %struct.part, ptr %6, i32 0, i32 0
  %value7 = getelementptr inbounds %struct.tnum, ptr %bits6, i32 0, i32 0
  %7 = load i64, ptr %value7, align 8
  %not8 = xor i64 %7, -1
  %and9 = and i64 %call5, %not8
  store i64 %and9, ptr %mask3, align 8
  %8 = load ptr, ptr %a.addr, align 8
  %bits10 = getelementptr inbounds %struct.part, ptr %8, i32 0, i32 0
  %9 = load ptr, ptr %a.addr, align 8
  %bits11 = getelementptr inbounds %struct.part, ptr %9, i32 0, i32 0
  %10 = getelementptr inbounds { i64, i64 }, ptr %bits10, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %bits10, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %not_b, i32 0, i32 0
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %not_b, i32 0, i32 1
  %17 = load i64, ptr %16, align 8
  %call12 = call zeroext i1 @tnum_meet(i64 %11, i64 %13, i64 %15, i64 %17, ptr noundef %bits11)
  br i1 %call12, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %entry
  %18 = load ptr, ptr %b.addr, align 8
  %bits13 = getelementptr inbounds %struct.part, ptr %18, i32 0, i32 0
  %19 = load ptr, ptr %b.addr, align 8
  %bits14 = getelementptr inbounds %struct.part, ptr %19, i32 0, i32 0
  %20 = getelementptr inbounds { i64, i64 }, ptr %bits13, i32 0, i32 0
  %21 = load i64, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %bits13, i32 0, i32 1
  %23 = load i64, ptr %22, align 8
  %24 = getelementptr inbounds { i64, i64 }, ptr %not_a, i32 0, i32 0
  %25 = load i64, ptr %24, align 8
  %26 = getelementptr inbounds { i64, i64 }, ptr %not_a, i32 0, i32 1
  %27 = load i64, ptr %26, align 8
  %call15 = call zeroext i1 @tnum_meet(i64 %21, i64 %23, i64 %25, i64 %27, ptr noundef %bits14)
  br label %land.end

land.end:                                         ; preds = %land.rhs, %entry
  %28 = phi i1 [ false, %entry ], [ %call15, %land.rhs ]
  call void @llvm.lifetime.end.p0(i64 16, ptr %not_b) #9
  call void @llvm.lifetime.end.p0(i64 16, ptr %not_a) #9
  ret i1 %28
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @trim(ptr noundef %part, i64 noundef %v) #0 {
entry:
  %retval = alloca i1, align 1
  %part.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  %w = alloca i32, align 4
  %sign = alloca i64, align 8
  %m = alloca i64, align 8
  %tmp = alloca %struct.range, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %tmp25 = alloca %struct.range, align 8
  store ptr %part, ptr %part.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %w) #9
  %0 = load ptr, ptr %part.addr, align 8
  %w1 = getelementptr inbounds %struct.part, ptr %0, i32 0, i32 2
  %1 = load i32, ptr %w1, align 8
  store i32 %1, ptr %w, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %sign) #9
  %2 = load i32, ptr %w, align 4
  %sub = sub i32 %2, 1
  %sh_prom = zext i32 %sub to i64
  %shl = shl i64 1, %sh_prom
  store i64 %shl, ptr %sign, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %m) #9
  %3 = load i32, ptr %w, align 4
  %call = call i64 @width_mask(i32 noundef %3)
  store i64 %call, ptr %m, align 8
  %4 = load ptr, ptr %part.addr, align 8
  %r = getelementptr inbounds %struct.part, ptr %4, i32 0, i32 1
  %5 = load i32, ptr %w, align 4
  %6 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call2 = call zeroext i1 @range_is_full(i64 %7, i64 %9, i32 noundef %5)
  br i1 %call2, label %if.then, label %if.end13

if.then:                                          ; preds = %entry
  %10 = load i64, ptr %v.addr, align 8
  %cmp = icmp eq i64 %10, 0
  br i1 %cmp, label %if.then9, label %lor.lhs.false

lor.lhs.false:                                    ; preds = %if.then
  %11 = load i64, ptr %v.addr, align 8
  %12 = load i64, ptr %m, align 8
  %cmp3 = icmp eq i64 %11, %12
  br i1 %cmp3, label %if.then9, label %lor.lhs.false4

lor.lhs.false4:                                   ; preds = %lor.lhs.false
  %13 = load i64, ptr %v.addr, align 8
  %14 = load i64, ptr %sign, align 8
  %cmp5 = icmp eq i64 %13, %14
  br i1 %cmp5, label %if.then9, label %lor.lhs.false6

lor.lhs.false6:                                   ; preds = %lor.lhs.false4
  %15 = load i64, ptr %v.addr, align 8
  %16 = load i64, ptr %sign, align 8
  %sub7 = sub i64 %16, 1
  %cmp8 = icmp eq i64 %15, %sub7
  br i1 %cmp8, label %if.then9, label %if.end

if.then9:                                         ; preds = %lor.lhs.false6, %lor.lhs.false4, %lor.lhs.false, %if.then
  %17 = load ptr, ptr %part.addr, align 8
  %r10 = getelementptr inbounds %struct.part, ptr %17, i32 0, i32 1
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %18 = load i64, ptr %v.addr, align 8
  %add = add i64 %18, 1
  %19 = load i64, ptr %v.addr, align 8
  %sub11 = sub i64 %19, 1
  %20 = load i32, ptr %w, align 4
  %call12 = call { i64, i64 } @range_between(i64 noundef %add, i64 noundef %sub11, i32 noundef %20)
  %21 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %22 = extractvalue { i64, i64 } %call12, 0
  store i64 %22, ptr %21, align 8
  %23 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %24 = extractvalue { i64, i64 } %call12, 1
  store i64 %24, ptr %23, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r10, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  br label %if.end

if.end:                                           ; preds = %if.then9, %lor.lhs.false6
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end13:                                         ; preds = %entry
  %25 = load ptr, ptr %part.addr, align 8
  %r14 = getelementptr inbounds %struct.part, ptr %25, i32 0, i32 1
  %26 = load i64, ptr %v.addr, align 8
  %27 = load i32, ptr %w, align 4
  %28 = getelementptr inbounds { i64, i64 }, ptr %r14, i32 0, i32 0
  %29 = load i64, ptr %28, align 8
  %30 = getelementptr inbounds { i64, i64 }, ptr %r14, i32 0, i32 1
  %31 = load i64, ptr %30, align 8
  %call15 = call zeroext i1 @range_contains(i64 %29, i64 %31, i64 noundef %26, i32 noundef %27)
  br i1 %call15, label %if.end17, label %if.then16

if.then16:                                        ; preds = %if.end13
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end17:                                         ; preds = %if.end13
  %32 = load ptr, ptr %part.addr, align 8
  %r18 = getelementptr inbounds %struct.part, ptr %32, i32 0, i32 1
  %size = getelementptr inbounds %struct.range, ptr %r18, i32 0, i32 1
  %33 = load i64, ptr %size, align 8
  %tobool = icmp ne i64 %33, 0
  br i1 %tobool, label %if.end20, label %if.then19

if.then19:                                        ; preds = %if.end17
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end20:                                         ; preds = %if.end17
  %34 = load ptr, ptr %part.addr, align 8
  %r21 = getelementptr inbounds %struct.part, ptr %34, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %r21, i32 0, i32 0
  %35 = load i64, ptr %base, align 8
  %36 = load i64, ptr %v.addr, align 8
  %cmp22 = icmp eq i64 %35, %36
  br i1 %cmp22, label %if.then23, label %if.else

if.then23:                                        ; preds = %if.end20
  %37 = load ptr, ptr %part.addr, align 8
  %r24 = getelementptr inbounds %struct.part, ptr %37, i32 0, i32 1
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp25) #9
  %38 = load i64, ptr %v.addr, align 8
  %add26 = add i64 %38, 1
  %39 = load i64, ptr %v.addr, align 8
  %40 = load ptr, ptr %part.addr, align 8
  %r27 = getelementptr inbounds %struct.part, ptr %40, i32 0, i32 1
  %size28 = getelementptr inbounds %struct.range, ptr %r27, i32 0, i32 1
  %41 = load i64, ptr %size28, align 8
  %add29 = add i64 %39, %41
  %42 = load i32, ptr %w, align 4
  %call30 = call { i64, i64 } @range_between(i64 noundef %add26, i64 noundef %add29, i32 noundef %42)
  %43 = getelementptr inbounds { i64, i64 }, ptr %tmp25, i32 0, i32 0
  %44 = extractvalue { i64, i64 } %call30, 0
  store i64 %44, ptr %43, align 8
  %45 = getelementptr inbounds { i64, i64 }, ptr %tmp25, i32 0, i32 1
  %46 = extractvalue { i64, i64 } %call30, 1
  store i64 %46, ptr %45, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r24, ptr align 8 %tmp25, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp25) #9
  br label %if.end41

if.else:                                          ; preds = %if.end20
  %47 = load ptr, ptr %part.addr, align 8
  %r31 = getelementptr inbounds %struct.part, ptr %47, i32 0, i32 1
  %base32 = getelementptr inbounds %struct.range, ptr %r31, i32 0, i32 0
  %48 = load i64, ptr %base32, align 8
  %49 = load ptr, ptr %part.addr, align 8
  %r33 = getelementptr inbounds %struct.part, ptr %49, i32 0, i32 1
  %size34 = getelementptr inbounds %struct.range, ptr %r33, i32 0, i32 1
  %50 = load i64, ptr %size34, align 8
  %add35 = add i64 %48, %50
  %51 = load i64, ptr %m, align 8
  %and = and i64 %add35, %51
  %52 = load i64, ptr %v.addr, align 8
  %cmp36 = icmp eq i64 %and, %52
  br i1 %cmp36, label %if.then37, label %if.end40

if.then37:                                        ; preds = %if.else
  %53 = load ptr, ptr %part.addr, align 8
  %r38 = getelementptr inbounds %struct.part, ptr %53, i32 0, i32 1
  %size39 = getelementptr inbounds %struct.range, ptr %r38, i32 0, i32 1
  %54 = load i64, ptr %size39, align 8
  %dec = add i64 %54, -1
  store i64 %dec, ptr %size39, align 8
  br label %if.end40

if.end40:                                         ; preds = %if.then37, %if.else
  br label %if.end41

if.end41:                                         ; preds = %if.end40, %if.then23
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end41, %if.then19, %if.then16, %if.end
  call void @llvm.lifetime.end.p0(i64 8, ptr %m) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %sign) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %w) #9
  %55 = load i1, ptr %retval, align 1
  ret i1 %55
}

; Function Attrs: nounwind uwtable
define internal void @mask_count(ptr noundef %bits, ptr noundef %r, i32 noundef %w) #0 {
entry:
  %bits.addr = alloca ptr, align 8
  %r.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %greatest = alloca i64, align 8
  %tmp = alloca %struct.tnum, align 8
  %agg.tmp = alloca %struct.tnum, align 8
  %tmp4 = alloca %struct.range, align 8
  store ptr %bits, ptr %bits.addr, align 8
  store ptr %r, ptr %r.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %greatest) #9
  %0 = load ptr, ptr %bits.addr, align 8
  %value = getelementptr inbounds %struct.tnum, ptr %0, i32 0, i32 0
  %1 = load i64, ptr %value, align 8
  %2 = load ptr, ptr %bits.addr, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %2, i32 0, i32 1
  %3 = load i64, ptr %mask, align 8
  %or = or i64 %1, %3
  store i64 %or, ptr %greatest, align 8
  %4 = load i64, ptr %greatest, align 8
  %5 = load i32, ptr %w.addr, align 4
  %sub = sub i32 %5, 1
  %conv = zext i32 %sub to i64
  %not = xor i64 %conv, -1
  %and = and i64 %4, %not
  %tobool = icmp ne i64 %and, 0
  br i1 %tobool, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %6 = load ptr, ptr %bits.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %7 = load ptr, ptr %bits.addr, align 8
  %8 = load i32, ptr %w.addr, align 4
  %sub1 = sub i32 %8, 1
  %conv2 = zext i32 %sub1 to i64
  %call = call { i64, i64 } @tnum_const(i64 noundef %conv2)
  %9 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %10 = extractvalue { i64, i64 } %call, 0
  store i64 %10, ptr %9, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %12 = extractvalue { i64, i64 } %call, 1
  store i64 %12, ptr %11, align 8
  %13 = load i32, ptr %w.addr, align 4
  %14 = getelementptr inbounds { i64, i64 }, ptr %7, i32 0, i32 0
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %7, i32 0, i32 1
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %19 = load i64, ptr %18, align 8
  %20 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %21 = load i64, ptr %20, align 8
  %call3 = call { i64, i64 } @tnum_and(i64 %15, i64 %17, i64 %19, i64 %21, i32 noundef %13)
  %22 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %23 = extractvalue { i64, i64 } %call3, 0
  store i64 %23, ptr %22, align 8
  %24 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %25 = extractvalue { i64, i64 } %call3, 1
  store i64 %25, ptr %24, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %6, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  %26 = load ptr, ptr %r.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp4) #9
  %27 = load ptr, ptr %bits.addr, align 8
  %value5 = getelementptr inbounds %struct.tnum, ptr %27, i32 0, i32 0
  %28 = load i64, ptr %value5, align 8
  %29 = load ptr, ptr %bits.addr, align 8
  %value6 = getelementptr inbounds %struct.tnum, ptr %29, i32 0, i32 0
  %30 = load i64, ptr %value6, align 8
  %31 = load ptr, ptr %bits.addr, align 8
  %mask7 = getelementptr inbounds %struct.tnum, ptr %31, i32 0, i32 1
  %32 = load i64, ptr %mask7, align 8
  %or8 = or i64 %30, %32
  %33 = load i32, ptr %w.addr, align 4
  %call9 = call { i64, i64 } @range_between(i64 noundef %28, i64 noundef %or8, i32 noundef %33)
  %34 = getelementptr inbounds { i64, i64 }, ptr %tmp4, i32 0, i32 0
  %35 = extractvalue { i64, i64 } %call9, 0
  store i64 %35, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %tmp4, i32 0, i32 1
  %37 = extractvalue { i64, i64 } %call9, 1
  store i64 %37, ptr %36, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %26, ptr align 8 %tmp4, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp4) #9
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  call void @llvm.lifetime.end.p0(i64 8, ptr %greatest) #9
  ret void
}

; Function Attrs: nounwind uwtable
define internal void @lsh_halves(ptr noundef %out, ptr noundef %low, i64 %count.coerce0, i64 %count.coerce1, i32 noundef %w) #0 {
entry:
  %count = alloca %struct.range, align 8
  %out.addr = alloca ptr, align 8
  %low.addr = alloca ptr, align 8
  %w.addr = alloca i32, align 4
  %h = alloca i32, align 4
  %all = alloca %struct.range, align 8
  %tmp = alloca %struct.range, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %tmp9 = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %count, i32 0, i32 0
  store i64 %count.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %count, i32 0, i32 1
  store i64 %count.coerce1, ptr %1, align 8
  store ptr %out, ptr %out.addr, align 8
  store ptr %low, ptr %low.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 4, ptr %h) #9
  %2 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %2, 2
  store i32 %div, ptr %h, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %all) #9
  %3 = load i32, ptr %w.addr, align 4
  %4 = getelementptr inbounds { i64, i64 }, ptr %count, i32 0, i32 0
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %count, i32 0, i32 1
  %7 = load i64, ptr %6, align 8
  %call = call i64 @range_umax(i64 %5, i64 %7, i32 noundef %3)
  %8 = load i32, ptr %h, align 4
  %conv = zext i32 %8 to i64
  %cmp = icmp ult i64 %call, %conv
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %9 = load ptr, ptr %out.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %9, i32 0, i32 2
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp) #9
  %10 = load ptr, ptr %low.addr, align 8
  %11 = load i32, ptr %h, align 4
  %12 = getelementptr inbounds { i64, i64 }, ptr %10, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %10, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %count, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %count, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call2 = call { i64, i64 } @range_lsh(i64 %13, i64 %15, i64 %17, i64 %19, i32 noundef %11)
  %20 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 0
  %21 = extractvalue { i64, i64 } %call2, 0
  store i64 %21, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %tmp, i32 0, i32 1
  %23 = extractvalue { i64, i64 } %call2, 1
  store i64 %23, ptr %22, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r32, ptr align 8 %tmp, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp) #9
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  %24 = load i32, ptr %w.addr, align 4
  %25 = getelementptr inbounds { i64, i64 }, ptr %count, i32 0, i32 0
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %count, i32 0, i32 1
  %28 = load i64, ptr %27, align 8
  %call3 = call i64 @range_umin(i64 %26, i64 %28, i32 noundef %24)
  %29 = load i32, ptr %h, align 4
  %conv4 = zext i32 %29 to i64
  %cmp5 = icmp ult i64 %call3, %conv4
  br i1 %cmp5, label %if.then7, label %if.end8

if.then7:                                         ; preds = %if.end
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end8:                                          ; preds = %if.end
  call void @llvm.lifetime.start.p0(i64 16, ptr %tmp9) #9
  %30 = load ptr, ptr %low.addr, align 8
  %31 = load i32, ptr %w.addr, align 4
  %32 = getelementptr inbounds { i64, i64 }, ptr %30, i32 0, i32 0
  %33 = load i64, ptr %32, align 8
  %34 = getelementptr inbounds { i64, i64 }, ptr %30, i32 0, i32 1
  %35 = load i64, ptr %34, align 8
  %36 = getelementptr inbounds { i64, i64 }, ptr %count, i32 0, i32 0
  %37 = load i64, ptr %36, align 8
  %38 = getelementptr inbounds { i64, i64 }, ptr %count, i32 0, i32 1
  %39 = load i64, ptr %38, align 8
  %call10 = call { i64, i64 } @range_lsh(i64 %33, i64 %35, i64 %37, i64 %39, i32 noundef %31)
  %40 = getelementptr inbounds { i64, i64 }, ptr %tmp9, i32 0, i32 0
  %41 = extractvalue { i64, i64 } %call10, 0
  store i64 %41, ptr %40, align 8
  %42 = getelementptr inbounds { i64, i64 }, ptr %tmp9, i32 0, i32 1
  %43 = extractvalue { i64, i64 } %call10, 1
  store i64 %43, ptr %42, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %all, ptr align 8 %tmp9, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(i64 16, ptr %tmp9) #9
  %size = getelementptr inbounds %struct.range, ptr %all, i32 0, i32 1
  %44 = load i64, ptr %size, align 8
  %45 = load ptr, ptr %out.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %45, i32 0, i32 1
  %size11 = getelementptr inbounds %struct.range, ptr %r64, i32 0, i32 1
  %46 = load i64, ptr %size11, align 8
  %cmp12 = icmp ult i64 %44, %46
  br i1 %cmp12, label %if.then14, label %if.end16

if.then14:                                        ; preds = %if.end8
  %47 = load ptr, ptr %out.addr, align 8
  %r6415 = getelementptr inbounds %struct.scalar, ptr %47, i32 0, i32 1
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r6415, ptr align 8 %all, i64 16, i1 false)
  br label %if.end16

if.end16:                                         ; preds = %if.then14, %if.end8
  store i32 0, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end16, %if.then7
  call void @llvm.lifetime.end.p0(i64 16, ptr %all) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %h) #9
  %cleanup.dest = load i32, ptr %cleanup.dest.slot, align 4
  switch i32 %cleanup.dest, label %unreachable [
    i32 0, label %cleanup.cont
    i32 1, label %cleanup.cont
  ]

cleanup.cont:                                     ; preds = %cleanup, %cleanup
  ret void

unreachable:                                      ; preds = %cleanup
  unreachable
}

; Function Attrs: nounwind uwtable
define internal void @zero_extended(ptr dead_on_unwind noalias writable sret(%struct.scalar) align 8 %agg.result, i64 %bits.coerce0, i64 %bits.coerce1, i64 %r32.coerce0, i64 %r32.coerce1, i32 noundef %w) #0 {
entry:
  %bits = alloca %struct.tnum, align 8
  %r32 = alloca %struct.range, align 8
  %w.addr = alloca i32, align 4
  %.compoundliteral = alloca %struct.scalar, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  store i64 %bits.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  store i64 %bits.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  store i64 %r32.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  store i64 %r32.coerce1, ptr %3, align 8
  store i32 %w, ptr %w.addr, align 4
  %bits1 = getelementptr inbounds %struct.scalar, ptr %.compoundliteral, i32 0, i32 0
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %bits1, ptr align 8 %bits, i64 16, i1 false)
  %r64 = getelementptr inbounds %struct.scalar, ptr %.compoundliteral, i32 0, i32 1
  %4 = load i32, ptr %w.addr, align 4
  %div = udiv i32 %4, 2
  %5 = load i32, ptr %w.addr, align 4
  %6 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %7 = load i64, ptr %6, align 8
  %8 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %9 = load i64, ptr %8, align 8
  %call = call { i64, i64 } @range_zext(i64 %7, i64 %9, i32 noundef %div, i32 noundef %5)
  %10 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 0
  %11 = extractvalue { i64, i64 } %call, 0
  store i64 %11, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %r64, i32 0, i32 1
  %13 = extractvalue { i64, i64 } %call, 1
  store i64 %13, ptr %12, align 8
  %r322 = getelementptr inbounds %struct.scalar, ptr %.compoundliteral, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r322, ptr align 8 %r32, i64 16, i1 false)
  %14 = load i32, ptr %w.addr, align 4
  call void @reduced(ptr dead_on_unwind writable sret(%struct.scalar) align 8 %agg.result, ptr noundef byval(%struct.scalar) align 8 %.compoundliteral, i32 noundef %14)
  ret void
}

; Function Attrs: inlinehint nounwind uwtable
define internal i64 @ref_sdiv(i64 noundef %d, i64 noundef %s, i1 noundef zeroext %remainder) #1 {
entry:
  %retval = alloca i64, align 8
  %d.addr = alloca i64, align 8
  %s.addr = alloca i64, align 8
  %remainder.addr = alloca i8, align 1
  store i64 %d, ptr %d.addr, align 8
  store i64 %s, ptr %s.addr, align 8
  %storedv = zext i1 %remainder to i8
  store i8 %storedv, ptr %remainder.addr, align 1
  %0 = load i64, ptr %s.addr, align 8
  %cmp = icmp eq i64 %0, 0
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  %1 = load i8, ptr %remainder.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %1 to i1
  br i1 %loadedv, label %cond.true, label %cond.false

cond.true:                                        ; preds = %if.then
  %2 = load i64, ptr %d.addr, align 8
  br label %cond.end

cond.false:                                       ; preds = %if.then
  br label %cond.end

cond.end:                                         ; preds = %cond.false, %cond.true
  %cond = phi i64 [ %2, %cond.true ], [ 0, %cond.false ]
  store i64 %cond, ptr %retval, align 8
  br label %return

if.end:                                           ; preds = %entry
  %3 = load i64, ptr %s.addr, align 8
  %cmp1 = icmp eq i64 %3, -1
  br i1 %cmp1, label %if.then2, label %if.end8

if.then2:                                         ; preds = %if.end
  %4 = load i8, ptr %remainder.addr, align 1, !range !5, !noundef !6
  %loadedv3 = trunc i8 %4 to i1
  br i1 %loadedv3, label %cond.true4, label %cond.false5

cond.true4:                                       ; preds = %if.then2
  br label %cond.end6

cond.false5:                                      ; preds = %if.then2
  %5 = load i64, ptr %d.addr, align 8
  %sub = sub i64 0, %5
  br label %cond.end6

cond.end6:                                        ; preds = %cond.false5, %cond.true4
  %cond7 = phi i64 [ 0, %cond.true4 ], [ %sub, %cond.false5 ]
  store i64 %cond7, ptr %retval, align 8
  br label %return

if.end8:                                          ; preds = %if.end
  %6 = load i8, ptr %remainder.addr, align 1, !range !5, !noundef !6
  %loadedv9 = trunc i8 %6 to i1
  br i1 %loadedv9, label %cond.true10, label %cond.false11

cond.true10:                                      ; preds = %if.end8
  %7 = load i64, ptr %d.addr, align 8
  %8 = load i64, ptr %s.addr, align 8
  %rem = srem i64 %7, %8
  br label %cond.end12

cond.false11:                                     ; preds = %if.end8
  %9 = load i64, ptr %d.addr, align 8
  %10 = load i64, ptr %s.addr, align 8
  %div = sdiv i64 %9, %10
  br label %cond.end12

cond.end12:                                       ; preds = %cond.false11, %cond.true10
  %cond13 = phi i64 [ %rem, %cond.true10 ], [ %div, %cond.false11 ]
  store i64 %cond13, ptr %retval, align 8
  br label %return

return:                                           ; preds = %cond.end12, %cond.end6, %cond.end
  %11 = load i64, ptr %retval, align 8
  ret i64 %11
}

; Function Attrs: noreturn nounwind
declare void @abort() #6

declare i64 @prove_any() #8

; Function Attrs: nounwind uwtable
define internal zeroext i1 @low_next(ptr noundef %set, i64 noundef %x, ptr noundef %out) #0 {
entry:
  %retval = alloca i1, align 1
  %set.addr = alloca ptr, align 8
  %x.addr = alloca i64, align 8
  %out.addr = alloca ptr, align 8
  %h = alloca i32, align 4
  %bits = alloca %struct.tnum, align 8
  %cleanup.dest.slot = alloca i32, align 4
  store ptr %set, ptr %set.addr, align 8
  store i64 %x, ptr %x.addr, align 8
  store ptr %out, ptr %out.addr, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %h) #9
  %0 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %0, i32 0, i32 3
  %1 = load i32, ptr %w, align 4
  %div = udiv i32 %1, 2
  store i32 %div, ptr %h, align 4
  call void @llvm.lifetime.start.p0(i64 16, ptr %bits) #9
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %2 = load ptr, ptr %set.addr, align 8
  %bits1 = getelementptr inbounds %struct.members, ptr %2, i32 0, i32 0
  %value2 = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 0
  %3 = load i64, ptr %value2, align 8
  %4 = load i32, ptr %h, align 4
  %call = call i64 @width_mask(i32 noundef %4)
  %and = and i64 %3, %call
  store i64 %and, ptr %value, align 8
  %mask = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 1
  %5 = load ptr, ptr %set.addr, align 8
  %bits3 = getelementptr inbounds %struct.members, ptr %5, i32 0, i32 0
  %mask4 = getelementptr inbounds %struct.tnum, ptr %bits3, i32 0, i32 1
  %6 = load i64, ptr %mask4, align 8
  %7 = load i32, ptr %h, align 4
  %call5 = call i64 @width_mask(i32 noundef %7)
  %and6 = and i64 %6, %call5
  store i64 %and6, ptr %mask, align 8
  %8 = load i64, ptr %x.addr, align 8
  %9 = load i32, ptr %h, align 4
  %10 = load ptr, ptr %out.addr, align 8
  %11 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %12 = load i64, ptr %11, align 8
  %13 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %14 = load i64, ptr %13, align 8
  %call7 = call zeroext i1 @tnum_next(i64 %12, i64 %14, i64 noundef %8, i32 noundef %9, ptr noundef %10)
  br i1 %call7, label %if.end, label %if.then

if.then:                                          ; preds = %entry
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %15 = load ptr, ptr %set.addr, align 8
  %low = getelementptr inbounds %struct.members, ptr %15, i32 0, i32 1
  %16 = load ptr, ptr %out.addr, align 8
  %17 = load i64, ptr %16, align 8
  %18 = load i32, ptr %h, align 4
  %19 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call8 = call zeroext i1 @range_contains(i64 %20, i64 %22, i64 noundef %17, i32 noundef %18)
  br i1 %call8, label %if.then9, label %if.end10

if.then9:                                         ; preds = %if.end
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end10:                                         ; preds = %if.end
  %23 = load ptr, ptr %set.addr, align 8
  %low11 = getelementptr inbounds %struct.members, ptr %23, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %low11, i32 0, i32 0
  %24 = load i64, ptr %base, align 8
  %25 = load ptr, ptr %out.addr, align 8
  %26 = load i64, ptr %25, align 8
  %cmp = icmp ult i64 %24, %26
  br i1 %cmp, label %if.then12, label %if.end13

if.then12:                                        ; preds = %if.end10
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end13:                                         ; preds = %if.end10
  %27 = load ptr, ptr %set.addr, align 8
  %low14 = getelementptr inbounds %struct.members, ptr %27, i32 0, i32 1
  %base15 = getelementptr inbounds %struct.range, ptr %low14, i32 0, i32 0
  %28 = load i64, ptr %base15, align 8
  %29 = load ptr, ptr %out.addr, align 8
  store i64 %28, ptr %29, align 8
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end13, %if.then12, %if.then9, %if.then
  call void @llvm.lifetime.end.p0(i64 16, ptr %bits) #9
  call void @llvm.lifetime.end.p0(i64 4, ptr %h) #9
  %30 = load i1, ptr %retval, align 1
  ret i1 %30
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @is_member(ptr noundef %set, i64 noundef %v) #5 {
entry:
  %set.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  %h = alloca i32, align 4
  store ptr %set, ptr %set.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %h) #9
  %0 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %0, i32 0, i32 3
  %1 = load i32, ptr %w, align 4
  %div = udiv i32 %1, 2
  store i32 %div, ptr %h, align 4
  %2 = load ptr, ptr %set.addr, align 8
  %bits = getelementptr inbounds %struct.members, ptr %2, i32 0, i32 0
  %3 = load i64, ptr %v.addr, align 8
  %4 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 0
  %5 = load i64, ptr %4, align 8
  %6 = getelementptr inbounds { i64, i64 }, ptr %bits, i32 0, i32 1
  %7 = load i64, ptr %6, align 8
  %call = call zeroext i1 @tnum_contains(i64 %5, i64 %7, i64 noundef %3)
  br i1 %call, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %entry
  %8 = load ptr, ptr %set.addr, align 8
  %halved = getelementptr inbounds %struct.members, ptr %8, i32 0, i32 2
  %9 = load i8, ptr %halved, align 8, !range !5, !noundef !6
  %loadedv = trunc i8 %9 to i1
  br i1 %loadedv, label %lor.rhs, label %lor.end

lor.rhs:                                          ; preds = %land.rhs
  %10 = load ptr, ptr %set.addr, align 8
  %low = getelementptr inbounds %struct.members, ptr %10, i32 0, i32 1
  %11 = load i64, ptr %v.addr, align 8
  %12 = load i32, ptr %h, align 4
  %13 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 0
  %14 = load i64, ptr %13, align 8
  %15 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 1
  %16 = load i64, ptr %15, align 8
  %call1 = call zeroext i1 @range_contains(i64 %14, i64 %16, i64 noundef %11, i32 noundef %12)
  br label %lor.end

lor.end:                                          ; preds = %lor.rhs, %land.rhs
  %17 = phi i1 [ true, %land.rhs ], [ %call1, %lor.rhs ]
  br label %land.end

land.end:                                         ; preds = %lor.end, %entry
  %18 = phi i1 [ false, %entry ], [ %17, %lor.end ]
  call void @llvm.lifetime.end.p0(i64 4, ptr %h) #9
  ret i1 %18
}

; Function Attrs: nounwind uwtable
define internal void @members_flip(ptr dead_on_unwind noalias writable sret(%struct.members) align 8 %agg.result, ptr noundef %set) #0 {
entry:
  %set.addr = alloca ptr, align 8
  store ptr %set, ptr %set.addr, align 8
  %0 = load ptr, ptr %set.addr, align 8
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %agg.result, ptr align 8 %0, i64 40, i1 false)
  %1 = load ptr, ptr %set.addr, align 8
  %bits = getelementptr inbounds %struct.members, ptr %1, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %2 = load i64, ptr %value, align 8
  %not = xor i64 %2, -1
  %3 = load ptr, ptr %set.addr, align 8
  %bits1 = getelementptr inbounds %struct.members, ptr %3, i32 0, i32 0
  %mask = getelementptr inbounds %struct.tnum, ptr %bits1, i32 0, i32 1
  %4 = load i64, ptr %mask, align 8
  %not2 = xor i64 %4, -1
  %and = and i64 %not, %not2
  %5 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %5, i32 0, i32 3
  %6 = load i32, ptr %w, align 4
  %call = call i64 @width_mask(i32 noundef %6)
  %and3 = and i64 %and, %call
  %bits4 = getelementptr inbounds %struct.members, ptr %agg.result, i32 0, i32 0
  %value5 = getelementptr inbounds %struct.tnum, ptr %bits4, i32 0, i32 0
  store i64 %and3, ptr %value5, align 8
  %7 = load ptr, ptr %set.addr, align 8
  %low = getelementptr inbounds %struct.members, ptr %7, i32 0, i32 1
  %8 = load ptr, ptr %set.addr, align 8
  %w6 = getelementptr inbounds %struct.members, ptr %8, i32 0, i32 3
  %9 = load i32, ptr %w6, align 4
  %div = udiv i32 %9, 2
  %10 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %low, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call7 = call i64 @range_last(i64 %11, i64 %13, i32 noundef %div)
  %not8 = xor i64 %call7, -1
  %14 = load ptr, ptr %set.addr, align 8
  %w9 = getelementptr inbounds %struct.members, ptr %14, i32 0, i32 3
  %15 = load i32, ptr %w9, align 4
  %div10 = udiv i32 %15, 2
  %call11 = call i64 @width_mask(i32 noundef %div10)
  %and12 = and i64 %not8, %call11
  %low13 = getelementptr inbounds %struct.members, ptr %agg.result, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %low13, i32 0, i32 0
  store i64 %and12, ptr %base, align 8
  ret void
}

; Function Attrs: nounwind uwtable
define internal { i64, i64 } @range_unwrap(i64 %r.coerce0, i64 %r.coerce1, ptr noundef %set) #0 {
entry:
  %retval = alloca %struct.range, align 8
  %r = alloca %struct.range, align 8
  %set.addr = alloca ptr, align 8
  %flip = alloca %struct.members, align 8
  %least = alloca i64, align 8
  %greatest = alloca i64, align 8
  %agg.tmp = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  store i64 %r.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  store i64 %r.coerce1, ptr %1, align 8
  store ptr %set, ptr %set.addr, align 8
  call void @llvm.lifetime.start.p0(i64 40, ptr %flip) #9
  %2 = load ptr, ptr %set.addr, align 8
  call void @members_flip(ptr dead_on_unwind writable sret(%struct.members) align 8 %flip, ptr noundef %2)
  call void @llvm.lifetime.start.p0(i64 8, ptr %least) #9
  store i64 0, ptr %least, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %greatest) #9
  store i64 0, ptr %greatest, align 8
  %3 = load ptr, ptr %set.addr, align 8
  %call = call zeroext i1 @member_next(ptr noundef %3, i64 noundef 0, ptr noundef %least)
  br i1 %call, label %lor.lhs.false, label %if.then

lor.lhs.false:                                    ; preds = %entry
  %call1 = call zeroext i1 @member_next(ptr noundef %flip, i64 noundef 0, ptr noundef %greatest)
  br i1 %call1, label %if.end, label %if.then

if.then:                                          ; preds = %lor.lhs.false, %entry
  call void @__assert_fail(ptr noundef @.str.32, ptr noundef @.str.1, i32 noundef 303, ptr noundef @__PRETTY_FUNCTION__.range_unwrap) #10
  unreachable

if.end:                                           ; preds = %lor.lhs.false
  %4 = load i64, ptr %least, align 8
  %5 = load i64, ptr %greatest, align 8
  %not = xor i64 %5, -1
  %6 = load ptr, ptr %set.addr, align 8
  %w = getelementptr inbounds %struct.members, ptr %6, i32 0, i32 3
  %7 = load i32, ptr %w, align 4
  %call2 = call { i64, i64 } @range_between(i64 noundef %4, i64 noundef %not, i32 noundef %7)
  %8 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %9 = extractvalue { i64, i64 } %call2, 0
  store i64 %9, ptr %8, align 8
  %10 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %11 = extractvalue { i64, i64 } %call2, 1
  store i64 %11, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 0
  %13 = load i64, ptr %12, align 8
  %14 = getelementptr inbounds { i64, i64 }, ptr %r, i32 0, i32 1
  %15 = load i64, ptr %14, align 8
  %16 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %17 = load i64, ptr %16, align 8
  %18 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %19 = load i64, ptr %18, align 8
  %call3 = call { i64, i64 } @range_smaller(i64 %13, i64 %15, i64 %17, i64 %19)
  %20 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 0
  %21 = extractvalue { i64, i64 } %call3, 0
  store i64 %21, ptr %20, align 8
  %22 = getelementptr inbounds { i64, i64 }, ptr %retval, i32 0, i32 1
  %23 = extractvalue { i64, i64 } %call3, 1
  store i64 %23, ptr %22, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %greatest) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %least) #9
  call void @llvm.lifetime.end.p0(i64 40, ptr %flip) #9
  %24 = load { i64, i64 }, ptr %retval, align 8
  ret { i64, i64 } %24
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @low_from_full(ptr noundef %s, i32 noundef %h, ptr noundef %two) #5 {
entry:
  %retval = alloca i1, align 1
  %s.addr = alloca ptr, align 8
  %h.addr = alloca i32, align 4
  %two.addr = alloca ptr, align 8
  %both = alloca %struct.range, align 8
  %cleanup.dest.slot = alloca i32, align 4
  %agg.tmp = alloca %struct.range, align 8
  store ptr %s, ptr %s.addr, align 8
  store i32 %h, ptr %h.addr, align 4
  store ptr %two, ptr %two.addr, align 8
  call void @llvm.lifetime.start.p0(i64 16, ptr %both) #9
  %0 = load ptr, ptr %two.addr, align 8
  store i8 0, ptr %0, align 1
  %1 = load ptr, ptr %s.addr, align 8
  %r64 = getelementptr inbounds %struct.scalar, ptr %1, i32 0, i32 1
  %size = getelementptr inbounds %struct.range, ptr %r64, i32 0, i32 1
  %2 = load i64, ptr %size, align 8
  %3 = load i32, ptr %h.addr, align 4
  %call = call i64 @width_mask(i32 noundef %3)
  %cmp = icmp uge i64 %2, %call
  br i1 %cmp, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end:                                           ; preds = %entry
  %4 = load ptr, ptr %s.addr, align 8
  %r32 = getelementptr inbounds %struct.scalar, ptr %4, i32 0, i32 2
  %5 = load ptr, ptr %s.addr, align 8
  %r641 = getelementptr inbounds %struct.scalar, ptr %5, i32 0, i32 1
  %base = getelementptr inbounds %struct.range, ptr %r641, i32 0, i32 0
  %6 = load i64, ptr %base, align 8
  %7 = load ptr, ptr %s.addr, align 8
  %r642 = getelementptr inbounds %struct.scalar, ptr %7, i32 0, i32 1
  %size3 = getelementptr inbounds %struct.range, ptr %r642, i32 0, i32 1
  %8 = load i64, ptr %size3, align 8
  %9 = load i32, ptr %h.addr, align 4
  %call4 = call { i64, i64 } @range_make(i64 noundef %6, i64 noundef %8, i32 noundef %9)
  %10 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %11 = extractvalue { i64, i64 } %call4, 0
  store i64 %11, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %13 = extractvalue { i64, i64 } %call4, 1
  store i64 %13, ptr %12, align 8
  %14 = load i32, ptr %h.addr, align 4
  %15 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 0
  %16 = load i64, ptr %15, align 8
  %17 = getelementptr inbounds { i64, i64 }, ptr %r32, i32 0, i32 1
  %18 = load i64, ptr %17, align 8
  %19 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 0
  %20 = load i64, ptr %19, align 8
  %21 = getelementptr inbounds { i64, i64 }, ptr %agg.tmp, i32 0, i32 1
  %22 = load i64, ptr %21, align 8
  %call5 = call zeroext i1 @range_meet(i64 %16, i64 %18, i64 %20, i64 %22, i32 noundef %14, ptr noundef %both)
  br i1 %call5, label %if.end7, label %if.then6

if.then6:                                         ; preds = %if.end
  store i1 false, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

if.end7:                                          ; preds = %if.end
  %23 = load ptr, ptr %s.addr, align 8
  %r328 = getelementptr inbounds %struct.scalar, ptr %23, i32 0, i32 2
  %24 = load i32, ptr %h.addr, align 4
  %25 = getelementptr inbounds { i64, i64 }, ptr %both, i32 0, i32 0
  %26 = load i64, ptr %25, align 8
  %27 = getelementptr inbounds { i64, i64 }, ptr %both, i32 0, i32 1
  %28 = load i64, ptr %27, align 8
  %29 = getelementptr inbounds { i64, i64 }, ptr %r328, i32 0, i32 0
  %30 = load i64, ptr %29, align 8
  %31 = getelementptr inbounds { i64, i64 }, ptr %r328, i32 0, i32 1
  %32 = load i64, ptr %31, align 8
  %call9 = call zeroext i1 @range_subset(i64 %26, i64 %28, i64 %30, i64 %32, i32 noundef %24)
  %lnot = xor i1 %call9, true
  %33 = load ptr, ptr %two.addr, align 8
  %storedv = zext i1 %lnot to i8
  store i8 %storedv, ptr %33, align 1
  %34 = load ptr, ptr %two.addr, align 8
  %35 = load i8, ptr %34, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %35 to i1
  br i1 %loadedv, label %if.end12, label %if.then10

if.then10:                                        ; preds = %if.end7
  %36 = load ptr, ptr %s.addr, align 8
  %r3211 = getelementptr inbounds %struct.scalar, ptr %36, i32 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %r3211, ptr align 8 %both, i64 16, i1 false)
  br label %if.end12

if.end12:                                         ; preds = %if.then10, %if.end7
  store i1 true, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

cleanup:                                          ; preds = %if.end12, %if.then6, %if.then
  call void @llvm.lifetime.end.p0(i64 16, ptr %both) #9
  %37 = load i1, ptr %retval, align 1
  ret i1 %37
}

; Function Attrs: alwaysinline nounwind uwtable
define internal zeroext i1 @range_equal(i64 %a.coerce0, i64 %a.coerce1, i64 %b.coerce0, i64 %b.coerce1) #5 {
entry:
  %a = alloca %struct.range, align 8
  %b = alloca %struct.range, align 8
  %0 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 0
  store i64 %a.coerce0, ptr %0, align 8
  %1 = getelementptr inbounds { i64, i64 }, ptr %a, i32 0, i32 1
  store i64 %a.coerce1, ptr %1, align 8
  %2 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 0
  store i64 %b.coerce0, ptr %2, align 8
  %3 = getelementptr inbounds { i64, i64 }, ptr %b, i32 0, i32 1
  store i64 %b.coerce1, ptr %3, align 8
  %base = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 0
  %4 = load i64, ptr %base, align 8
  %base1 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 0
  %5 = load i64, ptr %base1, align 8
  %cmp = icmp eq i64 %4, %5
  br i1 %cmp, label %land.rhs, label %land.end

land.rhs:                                         ; preds = %entry
  %size = getelementptr inbounds %struct.range, ptr %a, i32 0, i32 1
  %6 = load i64, ptr %size, align 8
  %size2 = getelementptr inbounds %struct.range, ptr %b, i32 0, i32 1
  %7 = load i64, ptr %size2, align 8
  %cmp3 = icmp eq i64 %6, %7
  br label %land.end

land.end:                                         ; preds = %land.rhs, %entry
  %8 = phi i1 [ false, %entry ], [ %cmp3, %land.rhs ]
  ret i1 %8
}

; Function Attrs: nounwind uwtable
define internal zeroext i1 @part_about(ptr noundef %s, i64 noundef %v, i32 noundef %width, i1 noundef zeroext %turn) #0 {
entry:
  %s.addr = alloca ptr, align 8
  %v.addr = alloca i64, align 8
  %width.addr = alloca i32, align 4
  %turn.addr = alloca i8, align 1
  %part = alloca %struct.part, align 8
  %tmp = alloca %struct.part, align 8
  store ptr %s, ptr %s.addr, align 8
  store i64 %v, ptr %v.addr, align 8
  store i32 %width, ptr %width.addr, align 4
  %storedv = zext i1 %turn to i8
  store i8 %storedv, ptr %turn.addr, align 1
  call void @llvm.lifetime.start.p0(i64 40, ptr %part) #9
  %0 = load ptr, ptr %s.addr, align 8
  %1 = load i32, ptr %width.addr, align 4
  %call = call i32 @w_()
  call void @part_of(ptr dead_on_unwind writable sret(%struct.part) align 8 %part, ptr noundef %0, i32 noundef %1, i32 noundef %call)
  %2 = load i32, ptr %width.addr, align 4
  %call1 = call i64 @ref_mask(i32 noundef %2)
  %3 = load i64, ptr %v.addr, align 8
  %and = and i64 %3, %call1
  store i64 %and, ptr %v.addr, align 8
  %4 = load i8, ptr %turn.addr, align 1, !range !5, !noundef !6
  %loadedv = trunc i8 %4 to i1
  br i1 %loadedv, label %if.then, label %if.end

if.then:                                          ; preds = %entry
  call void @llvm.lifetime.start.p0(i64 40, ptr %tmp) #9
  call void @part_turn(ptr dead_on_unwind writable sret(%struct.part) align 8 %tmp, ptr noundef byval(%struct.part) align 8 %part)
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %part, ptr align 8 %tmp, i64 40, i1 false)
  call void @llvm.lifetime.end.p0(i64 40, ptr %tmp) #9
  %5 = load i32, ptr %width.addr, align 4
  %call2 = call i64 @sign_bit(i32 noundef %5)
  %6 = load i64, ptr %v.addr, align 8
  %xor = xor i64 %6, %call2
  store i64 %xor, ptr %v.addr, align 8
  br label %if.end

if.end:                                           ; preds = %if.then, %entry
  %bits = getelementptr inbounds %struct.part, ptr %part, i32 0, i32 0
  %value = getelementptr inbounds %struct.tnum, ptr %bits, i32 0, i32 0
  %7 = load i64, ptr %value, align 8
  %8 = load i64, ptr %v.addr, align 8
  %cmp = icmp ule i64 %7, %8
  %conv = zext i1 %cmp to i32
  %9 = load i64, ptr %v.addr, align 8
  %call3 = call i64 @part_possible(ptr noundef %part)
  %cmp4 = icmp ule i64 %9, %call3
  %conv5 = zext i1 %cmp4 to i32
  %and6 = and i32 %conv, %conv5
  %bits7 = getelementptr inbounds %struct.part, ptr %part, i32 0, i32 0
  %10 = getelementptr inbounds { i64, i64 }, ptr %bits7, i32 0, i32 0
  %11 = load i64, ptr %10, align 8
  %12 = getelementptr inbounds { i64, i64 }, ptr %bits7, i32 0, i32 1
  %13 = load i64, ptr %12, align 8
  %call8 = call zeroext i1 @tnum_is_const(i64 %11, i64 %13)
  %lnot = xor i1 %call8, true
  %lnot.ext = zext i1 %lnot to i32
  %14 = load i64, ptr %v.addr, align 8
  %bits9 = getelementptr inbounds %struct.part, ptr %part, i32 0, i32 0
  %value10 = getelementptr inbounds %struct.tnum, ptr %bits9, i32 0, i32 0
  %15 = load i64, ptr %value10, align 8
  %cmp11 = icmp eq i64 %14, %15
  %conv12 = zext i1 %cmp11 to i32
  %or = or i32 %lnot.ext, %conv12
  %and13 = and i32 %and6, %or
  %tobool = icmp ne i32 %and13, 0
  call void @llvm.lifetime.end.p0(i64 40, ptr %part) #9
  ret i1 %tobool
}

; Function Attrs: nounwind uwtable
define internal i64 @reversed(i64 noundef %v, i32 noundef %n_bytes) #0 {
entry:
  %v.addr = alloca i64, align 8
  %n_bytes.addr = alloca i32, align 4
  %out = alloca i64, align 8
  %i = alloca i32, align 4
  store i64 %v, ptr %v.addr, align 8
  store i32 %n_bytes, ptr %n_bytes.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %out) #9
  store i64 0, ptr %out, align 8
  call void @llvm.lifetime.start.p0(i64 4, ptr %i) #9
  store i32 0, ptr %i, align 4
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %0 = load i32, ptr %i, align 4
  %1 = load i32, ptr %n_bytes.addr, align 4
  %cmp = icmp ult i32 %0, %1
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  call void @llvm.lifetime.end.p0(i64 4, ptr %i) #9
  br label %for.end

for.body:                                         ; preds = %for.cond
  %2 = load i64, ptr %v.addr, align 8
  %3 = load i32, ptr %i, align 4
  %mul = mul i32 8, %3
  %sh_prom = zext i32 %mul to i64
  %shr = lshr i64 %2, %sh_prom
  %and = and i64 %shr, 255
  %4 = load i32, ptr %n_bytes.addr, align 4
  %sub = sub i32 %4, 1
  %5 = load i32, ptr %i, align 4
  %sub1 = sub i32 %sub, %5
  %mul2 = mul i32 8, %sub1
  %sh_prom3 = zext i32 %mul2 to i64
  %shl = shl i64 %and, %sh_prom3
  %6 = load i64, ptr %out, align 8
  %or = or i64 %6, %shl
  store i64 %or, ptr %out, align 8
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %7 = load i32, ptr %i, align 4
  %inc = add i32 %7, 1
  store i32 %inc, ptr %i, align 4
  br label %for.cond, !llvm.loop !27

for.end:                                          ; preds = %for.cond.cleanup
  %8 = load i64, ptr %out, align 8
  call void @llvm.lifetime.end.p0(i64 8, ptr %out) #9
  ret i64 %8
}

; Function Attrs: inlinehint nounwind uwtable
define internal zeroext i1 @ref_jump(i32 noundef %op, i64 noundef %d, i64 noundef %s, i32 noundef %w) #1 {
entry:
  %retval = alloca i1, align 1
  %op.addr = alloca i32, align 4
  %d.addr = alloca i64, align 8
  %s.addr = alloca i64, align 8
  %w.addr = alloca i32, align 4
  %sd = alloca i64, align 8
  %ss = alloca i64, align 8
  %cleanup.dest.slot = alloca i32, align 4
  store i32 %op, ptr %op.addr, align 4
  store i64 %d, ptr %d.addr, align 8
  store i64 %s, ptr %s.addr, align 8
  store i32 %w, ptr %w.addr, align 4
  call void @llvm.lifetime.start.p0(i64 8, ptr %sd) #9
  %0 = load i64, ptr %d.addr, align 8
  %1 = load i32, ptr %w.addr, align 4
  %call = call i64 @ref_signed(i64 noundef %0, i32 noundef %1)
  store i64 %call, ptr %sd, align 8
  call void @llvm.lifetime.start.p0(i64 8, ptr %ss) #9
  %2 = load i64, ptr %s.addr, align 8
  %3 = load i32, ptr %w.addr, align 4
  %call1 = call i64 @ref_signed(i64 noundef %2, i32 noundef %3)
  store i64 %call1, ptr %ss, align 8
  %4 = load i32, ptr %w.addr, align 4
  %call2 = call i64 @ref_mask(i32 noundef %4)
  %5 = load i64, ptr %d.addr, align 8
  %and = and i64 %5, %call2
  store i64 %and, ptr %d.addr, align 8
  %6 = load i32, ptr %w.addr, align 4
  %call3 = call i64 @ref_mask(i32 noundef %6)
  %7 = load i64, ptr %s.addr, align 8
  %and4 = and i64 %7, %call3
  store i64 %and4, ptr %s.addr, align 8
  %8 = load i32, ptr %op.addr, align 4
  switch i32 %8, label %sw.default [
    i32 25, label %sw.bb
    i32 29, label %sw.bb5
    i32 28, label %sw.bb7
    i32 26, label %sw.bb10
    i32 27, label %sw.bb12
    i32 32, label %sw.bb14
    i32 33, label %sw.bb16
    i32 30, label %sw.bb18
    i32 31, label %sw.bb20
    i32 34, label %sw.bb22
    i32 35, label %sw.bb24
  ]

sw.bb:                                            ; preds = %entry
  %9 = load i64, ptr %d.addr, align 8
  %10 = load i64, ptr %s.addr, align 8
  %cmp = icmp eq i64 %9, %10
  store i1 %cmp, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb5:                                           ; preds = %entry
  %11 = load i64, ptr %d.addr, align 8
  %12 = load i64, ptr %s.addr, align 8
  %cmp6 = icmp ne i64 %11, %12
  store i1 %cmp6, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb7:                                           ; preds = %entry
  %13 = load i64, ptr %d.addr, align 8
  %14 = load i64, ptr %s.addr, align 8
  %and8 = and i64 %13, %14
  %cmp9 = icmp ne i64 %and8, 0
  store i1 %cmp9, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb10:                                          ; preds = %entry
  %15 = load i64, ptr %d.addr, align 8
  %16 = load i64, ptr %s.addr, align 8
  %cmp11 = icmp ugt i64 %15, %16
  store i1 %cmp11, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb12:                                          ; preds = %entry
  %17 = load i64, ptr %d.addr, align 8
  %18 = load i64, ptr %s.addr, align 8
  %cmp13 = icmp uge i64 %17, %18
  store i1 %cmp13, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb14:                                          ; preds = %entry
  %19 = load i64, ptr %d.addr, align 8
  %20 = load i64, ptr %s.addr, align 8
  %cmp15 = icmp ult i64 %19, %20
  store i1 %cmp15, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb16:                                          ; preds = %entry
  %21 = load i64, ptr %d.addr, align 8
  %22 = load i64, ptr %s.addr, align 8
  %cmp17 = icmp ule i64 %21, %22
  store i1 %cmp17, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb18:                                          ; preds = %entry
  %23 = load i64, ptr %sd, align 8
  %24 = load i64, ptr %ss, align 8
  %cmp19 = icmp sgt i64 %23, %24
  store i1 %cmp19, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb20:                                          ; preds = %entry
  %25 = load i64, ptr %sd, align 8
  %26 = load i64, ptr %ss, align 8
  %cmp21 = icmp sge i64 %25, %26
  store i1 %cmp21, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb22:                                          ; preds = %entry
  %27 = load i64, ptr %sd, align 8
  %28 = load i64, ptr %ss, align 8
  %cmp23 = icmp slt i64 %27, %28
  store i1 %cmp23, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.bb24:                                          ; preds = %entry
  %29 = load i64, ptr %sd, align 8
  %30 = load i64, ptr %ss, align 8
  %cmp25 = icmp sle i64 %29, %30
  store i1 %cmp25, ptr %retval, align 1
  store i32 1, ptr %cleanup.dest.slot, align 4
  br label %cleanup

sw.default:                                       ; preds = %entry
  call void @abort() #10
  unreachable

cleanup:                                          ; preds = %sw.bb24, %sw.bb22, %sw.bb20, %sw.bb18, %sw.bb16, %sw.bb14, %sw.bb12, %sw.bb10, %sw.bb7, %sw.bb5, %sw.bb
  call void @llvm.lifetime.end.p0(i64 8, ptr %ss) #9
  call void @llvm.lifetime.end.p0(i64 8, ptr %sd) #9
  %31 = load i1, ptr %retval, align 1
  ret i1 %31
}

attributes #0 = { nounwind uwtable "min-legal-vector-width"="0" "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #1 = { inlinehint nounwind uwtable "min-legal-vector-width"="0" "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #2 = { nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #3 = { nocallback nofree nounwind willreturn memory(argmem: readwrite) }
attributes #4 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #5 = { alwaysinline nounwind uwtable "min-legal-vector-width"="0" "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #6 = { noreturn nounwind "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #7 = { nocallback nofree nounwind willreturn memory(argmem: write) }
attributes #8 = { "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #9 = { nounwind }
attributes #10 = { noreturn nounwind }

!llvm.module.flags = !{!0, !1, !2, !3}
!llvm.ident = !{!4}

!0 = !{i32 1, !"wchar_size", i32 4}
!1 = !{i32 8, !"PIC Level", i32 2}
!2 = !{i32 7, !"PIE Level", i32 2}
!3 = !{i32 7, !"uwtable", i32 2}
!4 = !{!"Debian clang version 19.1.7 (3~deb12u1)"}
!5 = !{i8 0, i8 2}
!6 = !{}
!7 = distinct !{!7, !8, !9}
!8 = !{!"llvm.loop.mustprogress"}
!9 = !{!"llvm.loop.unroll.disable"}
!10 = distinct !{!10, !8, !9}
!11 = distinct !{!11, !8, !9}
!12 = distinct !{!12, !8, !9}
!13 = distinct !{!13, !8, !9}
!14 = distinct !{!14, !8, !9}
!15 = distinct !{!15, !8, !9}
!16 = distinct !{!16, !8, !9}
!17 = distinct !{!17, !8, !9}
!18 = distinct !{!18, !8, !9}
!19 = distinct !{!19, !8, !9}
!20 = distinct !{!20, !8, !9}
!21 = distinct !{!21, !8, !9}
!22 = distinct !{!22, !8, !9}
!23 = distinct !{!23, !8, !9}
!24 = distinct !{!24, !8, !9}
!25 = distinct !{!25, !8, !9}
!26 = distinct !{!26, !8, !9}
!27 = distinct !{!27, !8, !9}
