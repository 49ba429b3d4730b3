/// The loop. One function, so that its state stays in registers; what is slow is called. A case that succeeds goes on
/// with `continue dispatch`; one that fails leaves the switch, with the error set.
extension VM {
  @inline(never)
  func run(floor: Int) -> Ending {
    var frame = frames[depth - 1]
    var code = frame.record.pointee.code
    var pc = code + Int(frame.pc)
    var base = stack + Int(frame.base)
    var module = frame.module
    var constants = module._withUnsafeGuaranteedRef { $0.constants }
    dispatch: while true {
      let word = pc.pointee
      pc += 1
      switch Op(rawValue: word.opcode).unsafelyUnwrapped {
      case .nop: continue dispatch

      case .move:
        (base + word.a).copy(base[word.b])
        continue dispatch

      case .constant:
        (base + word.a).copy(constants[word.bc])
        continue dispatch

      case .undefined:
        (base + word.a).put(word.flags == 0 ? .undefined : .omitted)
        continue dispatch

      case .getVariable:
        (base + word.a).copy(module._withUnsafeGuaranteedRef { $0.variables[word.b] })
        continue dispatch

      case .setVariable:
        let value = base[word.a]
        value.retain()
        module._withUnsafeGuaranteedRef { ($0.variables + word.b).put(value) }
        continue dispatch

      case .append:
        if append(base + word.a, base + word.b, word.flags) { continue dispatch }

      case .appendVariable:
        let target = module._withUnsafeGuaranteedRef { $0.variables + word.a }
        if append(target, base + word.b, word.flags) { continue dispatch }

      case .add:
        let left = base[word.b]
        let right = base[word.c]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          let (value, overflow) = Int64(bitPattern: left.bits).addingReportingOverflow(Int64(bitPattern: right.bits))
          if !overflow {
            (base + word.a).put(Slot(meta: left.meta, bits: UInt64(bitPattern: value)))
            continue dispatch
          }
        }
        if addSlow(base + word.a, left, right) { continue dispatch }

      case .addConstant:
        let left = base[word.b]
        let right = constants[word.c]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          let (value, overflow) = Int64(bitPattern: left.bits).addingReportingOverflow(Int64(bitPattern: right.bits))
          if !overflow {
            (base + word.a).put(Slot(meta: left.meta, bits: UInt64(bitPattern: value)))
            continue dispatch
          }
        }
        if addSlow(base + word.a, left, right) { continue dispatch }

      case .subtract:
        let left = base[word.b]
        let right = base[word.c]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          let (value, overflow) = Int64(bitPattern: left.bits).subtractingReportingOverflow(
            Int64(bitPattern: right.bits))
          if !overflow {
            (base + word.a).put(Slot(meta: left.meta, bits: UInt64(bitPattern: value)))
            continue dispatch
          }
        }
        if subtractSlow(base + word.a, left, right) { continue dispatch }

      case .subtractConstant:
        let left = base[word.b]
        let right = constants[word.c]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          let (value, overflow) = Int64(bitPattern: left.bits).subtractingReportingOverflow(
            Int64(bitPattern: right.bits))
          if !overflow {
            (base + word.a).put(Slot(meta: left.meta, bits: UInt64(bitPattern: value)))
            continue dispatch
          }
        }
        if subtractSlow(base + word.a, left, right) { continue dispatch }

      case .multiply:
        let left = base[word.b]
        let right = base[word.c]
        if left.meta == Tag.number, right.meta == Tag.number {
          let (value, overflow) = Int64(bitPattern: left.bits).multipliedReportingOverflow(
            by: Int64(bitPattern: right.bits))
          if !overflow {
            (base + word.a).put(Slot(meta: Tag.number, bits: UInt64(bitPattern: value)))
            continue dispatch
          }
        }
        if multiplySlow(base + word.a, left, right) { continue dispatch }

      case .multiplyConstant:
        let left = base[word.b]
        let right = constants[word.c]
        if left.meta == Tag.number, right.meta == Tag.number {
          let (value, overflow) = Int64(bitPattern: left.bits).multipliedReportingOverflow(
            by: Int64(bitPattern: right.bits))
          if !overflow {
            (base + word.a).put(Slot(meta: Tag.number, bits: UInt64(bitPattern: value)))
            continue dispatch
          }
        }
        if multiplySlow(base + word.a, left, right) { continue dispatch }

      case .divide:
        let left = base[word.b]
        let right = base[word.c]
        if divideSlow(base + word.a, left, right) { continue dispatch }

      case .divideConstant:
        let left = base[word.b]
        let right = constants[word.c]
        if divideSlow(base + word.a, left, right) { continue dispatch }

      case .remainder:
        let left = base[word.b]
        let right = base[word.c]
        if left.meta == Tag.number, right.meta == Tag.number, Int64(bitPattern: right.bits) > 0 {
          let value = Int64(bitPattern: left.bits) % Int64(bitPattern: right.bits)
          (base + word.a).put(Slot(meta: Tag.number, bits: UInt64(bitPattern: value)))
          continue dispatch
        }
        if remainderSlow(base + word.a, left, right) { continue dispatch }

      case .remainderConstant:
        let left = base[word.b]
        let right = constants[word.c]
        if left.meta == Tag.number, right.meta == Tag.number, Int64(bitPattern: right.bits) > 0 {
          let value = Int64(bitPattern: left.bits) % Int64(bitPattern: right.bits)
          (base + word.a).put(Slot(meta: Tag.number, bits: UInt64(bitPattern: value)))
          continue dispatch
        }
        if remainderSlow(base + word.a, left, right) { continue dispatch }

      case .negate:
        if negate(base + word.a, base[word.b]) { continue dispatch }

      case .number:
        if let value = number(base[word.b]) {
          (base + word.a).put(value)
          continue dispatch
        }

      case .not:
        let value = base[word.b]
        if value.meta == Tag.bool {
          (base + word.a).put(.bool(value.bits == 0))
          continue dispatch
        }
        if let truth = condition(value) {
          (base + word.a).put(.bool(!truth))
          continue dispatch
        }

      case .bool:
        if let truth = condition(base[word.b]) {
          (base + word.a).put(.bool(truth))
          continue dispatch
        }

      case .equal:
        let left = base[word.b]
        let right = base[word.c]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          (base + word.a).put(.bool(Int64(bitPattern: left.bits) == Int64(bitPattern: right.bits)))
          continue dispatch
        }
        (base + word.a).put(.bool(areEqual(left, right)))
        continue dispatch

      case .notEqual:
        let left = base[word.b]
        let right = base[word.c]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          (base + word.a).put(.bool(Int64(bitPattern: left.bits) != Int64(bitPattern: right.bits)))
          continue dispatch
        }
        (base + word.a).put(.bool(!areEqual(left, right)))
        continue dispatch

      case .less:
        let left = base[word.b]
        let right = base[word.c]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          (base + word.a).put(.bool(Int64(bitPattern: left.bits) < Int64(bitPattern: right.bits)))
          continue dispatch
        }
        if let order = order(left, right) {
          (base + word.a).put(.bool(order < 0))
          continue dispatch
        }

      case .lessOrEqual:
        let left = base[word.b]
        let right = base[word.c]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          (base + word.a).put(.bool(Int64(bitPattern: left.bits) <= Int64(bitPattern: right.bits)))
          continue dispatch
        }
        if let order = order(left, right) {
          (base + word.a).put(.bool(order <= 0))
          continue dispatch
        }

      case .greater:
        let left = base[word.b]
        let right = base[word.c]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          (base + word.a).put(.bool(Int64(bitPattern: left.bits) > Int64(bitPattern: right.bits)))
          continue dispatch
        }
        if let order = order(left, right) {
          (base + word.a).put(.bool(order > 0))
          continue dispatch
        }

      case .greaterOrEqual:
        let left = base[word.b]
        let right = base[word.c]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          (base + word.a).put(.bool(Int64(bitPattern: left.bits) >= Int64(bitPattern: right.bits)))
          continue dispatch
        }
        if let order = order(left, right) {
          (base + word.a).put(.bool(order >= 0))
          continue dispatch
        }

      case .ifEqual:
        let left = base[word.a]
        let right = base[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) == Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if areEqual(left, right) {
          pc += 1
        } else {
          pc += pc.pointee.bc + 1
        }
        continue dispatch

      case .ifNotEqual:
        let left = base[word.a]
        let right = base[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) != Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if !areEqual(left, right) {
          pc += 1
        } else {
          pc += pc.pointee.bc + 1
        }
        continue dispatch

      case .ifLess:
        let left = base[word.a]
        let right = base[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) < Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if let order = order(left, right) {
          if order < 0 {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }

      case .ifLessOrEqual:
        let left = base[word.a]
        let right = base[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) <= Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if let order = order(left, right) {
          if order <= 0 {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }

      case .ifGreater:
        let left = base[word.a]
        let right = base[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) > Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if let order = order(left, right) {
          if order > 0 {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }

      case .ifGreaterOrEqual:
        let left = base[word.a]
        let right = base[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) >= Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if let order = order(left, right) {
          if order >= 0 {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }

      case .ifEqualConstant:
        let left = base[word.a]
        let right = constants[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) == Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if areEqual(left, right) {
          pc += 1
        } else {
          pc += pc.pointee.bc + 1
        }
        continue dispatch

      case .ifNotEqualConstant:
        let left = base[word.a]
        let right = constants[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) != Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if !areEqual(left, right) {
          pc += 1
        } else {
          pc += pc.pointee.bc + 1
        }
        continue dispatch

      case .ifLessConstant:
        let left = base[word.a]
        let right = constants[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) < Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if let order = order(left, right) {
          if order < 0 {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }

      case .ifLessOrEqualConstant:
        let left = base[word.a]
        let right = constants[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) <= Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if let order = order(left, right) {
          if order <= 0 {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }

      case .ifGreaterConstant:
        let left = base[word.a]
        let right = constants[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) > Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if let order = order(left, right) {
          if order > 0 {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }

      case .ifGreaterOrEqualConstant:
        let left = base[word.a]
        let right = constants[word.b]
        if left.meta == right.meta, left.meta & 0xFF == Tag.number {
          if Int64(bitPattern: left.bits) >= Int64(bitPattern: right.bits) {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }
        if let order = order(left, right) {
          if order >= 0 {
            pc += 1
          } else {
            pc += pc.pointee.bc + 1
          }
          continue dispatch
        }

      case .jump:
        pc += word.bc
        continue dispatch

      case .loop:
        slice -= 1
        if slice >= 0 || poll() {
          pc += word.bc
          continue dispatch
        }

      case .ifFalse:
        let value = base[word.a]
        if value.meta == Tag.bool {
          if value.bits == 0 { pc += word.bc }
          continue dispatch
        }
        if let truth = condition(value) {
          if !truth { pc += word.bc }
          continue dispatch
        }

      case .ifTrue:
        if let truth = condition(base[word.a]) {
          if truth { pc += word.bc }
          continue dispatch
        }

      case .forPrepare:
        let counter = base[word.a]
        let limit = base[word.b]
        if counter.meta == Tag.number, limit.meta == Tag.number {
          if Int64(bitPattern: counter.bits) > Int64(bitPattern: limit.bits) {
            pc += pc.pointee.bc + 1
          } else {
            pc += 1
          }
          continue dispatch
        }
        if let isOver = loopIsOver(base + word.a, base + word.b) {
          pc += isOver ? pc.pointee.bc + 1 : 1
          continue dispatch
        }

      case .forLoop:
        let counter = base[word.a]
        let limit = base[word.b]
        slice -= 1
        if slice < 0, !poll() { break }
        if counter.meta == Tag.number, limit.meta == Tag.number, counter.bits != UInt64(Int64.max) {
          let next = Int64(bitPattern: counter.bits) &+ 1
          base[word.a] = Slot(meta: Tag.number, bits: UInt64(bitPattern: next))
          if next <= Int64(bitPattern: limit.bits) {
            pc += pc.pointee.bc + 1
          } else {
            pc += 1
          }
          continue dispatch
        }
        if addSlow(base + word.a, counter, .int(1)), let isOver = loopIsOver(base + word.a, base + word.b) {
          pc += isOver ? 1 : pc.pointee.bc + 1
          continue dispatch
        }

      case .getMember:
        let object = base[word.b]
        if object.tag == Tag.structure {
          let structure = unsafeDowncast(object.object, to: StructureObject.self)
          let site = module._withUnsafeGuaranteedRef { $0.sites[Int(pc.pointee)] }
          if site >> 32 == UInt64(structure.shapeID) {
            let value = structure.values[Int(site & 0xFFFF_FFFF)]
            (base + word.a).copy(value)
            pc += 1
            continue dispatch
          }
        }
        if getMember(base + word.a, object, word.c, Int(pc.pointee), module) {
          pc += 1
          continue dispatch
        }

      case .setMember:
        let object = base[word.a]
        let value = base[word.c]
        if object.tag == Tag.structure {
          let structure = unsafeDowncast(object.object, to: StructureObject.self)
          let site = module._withUnsafeGuaranteedRef { $0.sites[Int(pc.pointee)] }
          if site >> 32 == UInt64(structure.shapeID), !structure.isFixed {
            value.retain()
            (structure.values + Int(site & 0xFFFF_FFFF)).put(value)
            pc += 1
            continue dispatch
          }
        }
        if setMember(object, word.b, value, Int(pc.pointee), module) {
          pc += 1
          continue dispatch
        }

      case .getIndex:
        let object = base[word.b]
        let index = base[word.c]
        if object.tag == Tag.array, index.meta == Tag.number {
          let array = unsafeDowncast(object.object, to: ArrayObject.self)
          if index.bits < UInt64(array.count) {
            (base + word.a).copy(array.items[Int(index.bits)])
            continue dispatch
          }
        }
        frames[depth - 1].pc = Int32(pc - code)
        if getIndex(base + word.a, object, index) { continue dispatch }

      case .setIndex:
        let object = base[word.a]
        let index = base[word.b]
        let value = base[word.c]
        if object.tag == Tag.array, index.meta == Tag.number {
          let array = unsafeDowncast(object.object, to: ArrayObject.self)
          if index.bits < UInt64(array.count), !array.isFixed {
            value.retain()
            (array.items + Int(index.bits)).put(value)
            continue dispatch
          }
        }
        if setIndex(object, index, value) { continue dispatch }

      case .call:
        slice -= 1
        if slice < 0, !poll() { break }
        let second = pc.pointee
        frames[depth - 1].pc = Int32(pc + 1 - code)
        let function = word.b
        let newBase = Int(frame.base) + word.a
        let entered = module._withUnsafeGuaranteedRef {
          enter(
            $0, function: function, base: newBase, arguments: word.flags, destination: Int(second >> 32),
            copyOut: Int(second & 0xFFFF_FFFF))
        }
        if entered {
          frame = frames[depth - 1]
          code = frame.record.pointee.code
          pc = code
          base = stack + newBase
          continue dispatch
        }

      case .callNative:
        frames[depth - 1].pc = Int32(pc + 1 - code)
        let start = Int(frame.base) + word.a
        if callNative(word.b, start, word.flags, Int(frame.base) + Int(pc.pointee >> 32)) {
          pc += 1
          base = stack + Int(frame.base)
          continue dispatch
        }
        if isSuspending {
          frames[depth - 1].pc = Int32(pc + 1 - code)
          isSuspending = false
          return .suspended
        }

      case .callMethod:
        frames[depth - 1].pc = Int32(pc + 2 - code)
        let second = pc.pointee
        let called = callMethod(
          Int(frame.base) + word.a, word.flags, word.b, Int(pc[1]), Int(second & 0xFFFF_FFFF), Int(second >> 32), module
        )
        if called == 0 {
          pc += 2
          base = stack + Int(frame.base)
          continue dispatch
        }
        if called == 1 {
          slice -= 1
          if slice >= 0 || poll() {
            frame = frames[depth - 1]
            code = frame.record.pointee.code
            pc = code
            base = stack + Int(frame.base)
            module = frame.module
            constants = module._withUnsafeGuaranteedRef { $0.constants }
            continue dispatch
          }
        }
        if isSuspending {
          isSuspending = false
          return .suspended
        }

      case .new:
        frames[depth - 1].pc = Int32(pc + 1 - code)
        if construct(Int(frame.base) + word.a, word.flags, word.b, Int(frame.base) + Int(pc.pointee >> 32), module) {
          pc += 1
          base = stack + Int(frame.base)
          continue dispatch
        }

      case .newDynamic:
        frames[depth - 1].pc = Int32(pc + 1 - code)
        if constructByName(Int(frame.base) + word.a, word.flags, Int(frame.base) + Int(pc.pointee >> 32)) {
          pc += 1
          base = stack + Int(frame.base)
          continue dispatch
        }

      case .return:
        var result = base[word.a]
        result.retain()
        if word.flags == 1 { result = .owned(PromiseObject(heap, result)) }
        if frame.copyOut > 0 || frame.kind == .text { copyOut(frame) }
        depth -= 1
        if handledDepth > depth { dropHandled() }
        if frame.kind == .entry {
          base.put(result)
          if depth == 0 || depth <= floor { return .finished }
        } else if frame.destination >= 0 {
          (stack + Int(frames[depth - 1].base) + Int(frame.destination)).put(result)
        } else {
          result.release()
        }
        if frame.kind == .body { frame.module._withUnsafeGuaranteedRef { $0.state = .ready } }
        frame = frames[depth - 1]
        code = frame.record.pointee.code
        pc = code + Int(frame.pc)
        base = stack + Int(frame.base)
        if frame.module.toOpaque() != module.toOpaque() {
          module = frame.module
          constants = module._withUnsafeGuaranteedRef { $0.constants }
        }
        continue dispatch

      case .returnUndefined:
        var result = Slot.undefined
        if word.flags == 1 { result = .owned(PromiseObject(heap, result)) }
        if frame.copyOut > 0 || frame.kind == .text { copyOut(frame) }
        depth -= 1
        if handledDepth > depth { dropHandled() }
        if frame.kind == .entry {
          base.put(result)
          if depth == 0 || depth <= floor { return .finished }
        } else if frame.destination >= 0 {
          (stack + Int(frames[depth - 1].base) + Int(frame.destination)).put(result)
        } else {
          result.release()
        }
        if frame.kind == .body { frame.module._withUnsafeGuaranteedRef { $0.state = .ready } }
        frame = frames[depth - 1]
        code = frame.record.pointee.code
        pc = code + Int(frame.pc)
        base = stack + Int(frame.base)
        if frame.module.toOpaque() != module.toOpaque() {
          module = frame.module
          constants = module._withUnsafeGuaranteedRef { $0.constants }
        }
        continue dispatch

      case .raise:
        raise(base + word.a, word.flags, isCall: word.c == 1)

      case .reraise:
        if let last = handled.last {
          Slot.owned(last.error).retain()
          setFailure(last.error)
        } else {
          fail("Нет исключения, которое можно вызвать повторно")
        }

      case .iterate:
        if iterate(base + word.a, base[word.b]) { continue dispatch }

      case .next:
        let iterator = unsafeDowncast(base[word.a].object, to: IteratorObject.self)
        if let value = iterator.next(self) {
          (base + word.b).put(value)
          pc += 1
        } else {
          pc += pc.pointee.bc + 1
        }
        continue dispatch

      case .execute, .evaluate:
        let isEvaluation = word.opcode == Op.evaluate.rawValue
        let source = base[isEvaluation ? word.b : word.a]
        frames[depth - 1].pc = Int32(pc - code)
        slice -= 1
        if slice < 0, !poll() { break }
        if beginText(source, isEvaluation: isEvaluation, destination: isEvaluation ? word.a : -1) {
          frame = frames[depth - 1]
          code = frame.record.pointee.code
          pc = code
          base = stack + Int(frame.base)
          module = frame.module
          constants = module._withUnsafeGuaranteedRef { $0.constants }
          continue dispatch
        }

      case .module:
        frames[depth - 1].pc = Int32(pc - code)
        if loadModule(base + word.a, word.b, module) {
          if frames[depth - 1].kind == .body, frames[depth - 1].pc == 0 {
            // The module's body runs first.
            frame = frames[depth - 1]
            code = frame.record.pointee.code
            pc = code
            base = stack + Int(frame.base)
            module = frame.module
            constants = module._withUnsafeGuaranteedRef { $0.constants }
          }
          continue dispatch
        }

      case .await:
        let value = base[word.b]
        if let promise = value.object(as: PromiseObject.self) {
          (base + word.a).copy(promise.value)
        } else {
          (base + word.a).copy(value)
        }
        continue dispatch

      case .unknownFunction:
        let name = module._withUnsafeGuaranteedRef { symbols.spelling($0.symbols[word.b]) }
        fail("Процедура или функция с указанным именем не определена (\(name))")

      case .handler:
        if word.flags == 1 { pushHandled(level: word.b) } else { popHandled(level: word.b) }
        continue dispatch

      case .breakpoint:
        frames[depth - 1].pc = Int32(pc - code)
        if let debugger, debugger.stops(self) { return .suspended }
        continue dispatch
      }
      // A failure: find its handler.
      let top = frames[depth - 1]
      if top.record == frame.record, top.base == frame.base { frames[depth - 1].pc = Int32(pc - code) }
      guard unwind(floor: floor) else { return .failed }
      frame = frames[depth - 1]
      code = frame.record.pointee.code
      pc = code + Int(frame.pc)
      base = stack + Int(frame.base)
      module = frame.module
      constants = module._withUnsafeGuaranteedRef { $0.constants }
    }
  }
}
