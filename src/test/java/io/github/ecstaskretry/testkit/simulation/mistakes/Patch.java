package io.github.ecstaskretry.testkit.simulation.mistakes;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A change of one method's bytecode.
 *
 * @param type the class's name below the root package
 * @param method its name; the lambdas in it count as parts of it
 * @param code the change
 */
record Patch(String type, String method, Code code) {

    private static final String ROOT = "io.github.ecstaskretry.";

    private static final Set<ClassDesc> DEFAULTS = Set.of(ConstantDescs.CD_void, ConstantDescs.CD_boolean);

    /** The kind of change: the whole body, or instructions in it. */
    sealed interface Code {}

    record Body(Consumer<CodeBuilder> code) implements Code {}

    record Instructions(Change change) implements Code {}

    interface Change {

        /** Other code for an instruction; null if it stays as it is. */
        @Nullable Consumer<CodeBuilder> of(CodeElement element);
    }

    /** The method does nothing. */
    static Patch empty(String type, String method) {
        return new Patch(type, method, new Body(CodeBuilder::return_));
    }

    /** The method always returns this answer. */
    static Patch returns(String type, String method, boolean answer) {
        return new Patch(
                type, method, new Body(code -> code.loadConstant(answer ? 1 : 0).ireturn()));
    }

    /** The method returns null. */
    static Patch returnsNull(String type, String method) {
        return new Patch(type, method, new Body(code -> code.aconst_null().areturn()));
    }

    /** The method returns its object unchanged. */
    static Patch returnsItself(String type, String method) {
        return new Patch(type, method, new Body(code -> code.aload(0).areturn()));
    }

    /** The method returns one of its own arguments; an instance method's first is 1. */
    static Patch returnsArgument(String type, String method, int slot) {
        return new Patch(type, method, new Body(code -> code.aload(slot).areturn()));
    }

    /** The method returns {@code Optional.empty()}, {@code List.of()} or {@code Map.of()}. */
    static Patch returnsEmpty(String type, String method, Class<?> kind) {
        ClassDesc desc = kind.describeConstable().orElseThrow();
        String factory = kind.isInterface() ? "of" : "empty";
        return new Patch(
                type,
                method,
                new Body(code -> code.invokestatic(desc, factory, MethodTypeDesc.of(desc), kind.isInterface())
                        .areturn()));
    }

    /** Every condition in the method is inverted. */
    static Patch negates(String type, String method) {
        return new Patch(
                type,
                method,
                new Instructions(
                        element -> element instanceof BranchInstruction branch && inverse(branch.opcode()) != null
                                ? code -> code.branch(inverse(branch.opcode()), branch.target())
                                : null));
    }

    /** The method calls another one instead, with the same arguments. */
    static Patch calls(String type, String method, String right, String wrong) {
        return new Patch(
                type,
                method,
                new Instructions(element -> element instanceof InvokeInstruction call
                                && call.name().equalsString(right)
                        ? code -> code.invoke(
                                call.opcode(), call.owner().asSymbol(), wrong, call.typeSymbol(), call.isInterface())
                        : null));
    }

    /** The method leaves a call out that returns nothing, or takes its answer for no. */
    static Patch skips(String type, String method, String called) {
        return new Patch(
                type,
                method,
                new Instructions(element -> element instanceof InvokeInstruction call
                                && call.name().equalsString(called)
                                && DEFAULTS.contains(call.typeSymbol().returnType())
                        ? code -> popArguments(code, call)
                        : null));
    }

    /** Another constant. */
    static Patch constant(String type, String method, Object right, Object wrong) {
        return new Patch(
                type,
                method,
                new Instructions(element -> element instanceof ConstantInstruction constant
                                && constant.constantValue().equals(right)
                        ? code -> code.loadConstant(wrong instanceof String text ? text : (Integer) wrong)
                        : null));
    }

    private static void popArguments(CodeBuilder code, InvokeInstruction call) {
        call.typeSymbol().parameterList().reversed().forEach(parameter -> pop(code, parameter));
        if (call.opcode() != Opcode.INVOKESTATIC) {
            code.pop();
        }
        if (call.typeSymbol().returnType().equals(ConstantDescs.CD_boolean)) {
            code.iconst_0();
        }
    }

    private static void pop(CodeBuilder code, ClassDesc type) {
        if (type.equals(ConstantDescs.CD_long) || type.equals(ConstantDescs.CD_double)) {
            code.pop2();
        } else {
            code.pop();
        }
    }

    private static Opcode inverse(Opcode opcode) {
        return switch (opcode) {
            case IFEQ -> Opcode.IFNE;
            case IFNE -> Opcode.IFEQ;
            case IFNULL -> Opcode.IFNONNULL;
            case IFNONNULL -> Opcode.IFNULL;
            case IFLT -> Opcode.IFGE;
            case IFGE -> Opcode.IFLT;
            case IFGT -> Opcode.IFLE;
            case IFLE -> Opcode.IFGT;
            case IF_ICMPEQ -> Opcode.IF_ICMPNE;
            case IF_ICMPNE -> Opcode.IF_ICMPEQ;
            case IF_ICMPLT -> Opcode.IF_ICMPGE;
            case IF_ICMPGE -> Opcode.IF_ICMPLT;
            case IF_ACMPEQ -> Opcode.IF_ACMPNE;
            case IF_ACMPNE -> Opcode.IF_ACMPEQ;
            default -> null;
        };
    }

    boolean changes(String className) {
        return className.equals(ROOT + type);
    }

    /** Whether the method, or a lambda in it, is changed. */
    boolean changes(MethodModel model) {
        String name = model.methodName().stringValue();
        return name.equals(method) || (code instanceof Instructions && name.startsWith("lambda$" + method + "$"));
    }
}
