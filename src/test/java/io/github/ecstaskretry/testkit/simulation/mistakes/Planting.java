package io.github.ecstaskretry.testkit.simulation.mistakes;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts patches into a class, each behind its switch in {@link Planted}. */
final class Planting {

    private static final ClassDesc SWITCHES = ClassDesc.of(Planted.class.getName());
    private static final MethodTypeDesc IS_MADE = MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int);

    private final Map<Integer, Patch> patches;
    private final Set<Integer> planted = new HashSet<>();

    private Planting(Map<Integer, Patch> patches) {
        this.patches = patches;
    }

    /** The patches of one class. */
    static Planting of(String className, List<Patch> all) {
        Map<Integer, Patch> patches = new TreeMap<>();
        for (int number = 0; number < all.size(); number++) {
            if (all.get(number).changes(className)) {
                patches.put(number, all.get(number));
            }
        }
        return new Planting(patches);
    }

    /**
     * The class with the patches.
     *
     * @throws IllegalArgumentException if a patch finds nothing to change
     */
    byte[] in(byte[] bytes) {
        ClassFile file = ClassFile.of();
        byte[] changed = file.transformClass(file.parse(bytes), (type, element) -> {
            Map<Integer, Patch> here = element instanceof MethodModel method ? of(method) : Map.of();
            if (here.isEmpty()) {
                type.with(element);
            } else {
                type.transformMethod((MethodModel) element, (method, part) -> {
                    if (part instanceof CodeModel code) {
                        method.transformCode(code, new Switches(here));
                    } else {
                        method.with(part);
                    }
                });
            }
        });
        patches.forEach((number, patch) -> {
            if (!planted.contains(number)) {
                throw new IllegalArgumentException(
                        patch.type() + "." + patch.method() + " has nothing of that kind to change");
            }
        });
        return changed;
    }

    private Map<Integer, Patch> of(MethodModel method) {
        Map<Integer, Patch> here = new TreeMap<>(patches);
        here.values().removeIf(patch -> !patch.changes(method));
        return here;
    }

    private final class Switches implements CodeTransform {

        private final Map<Integer, Patch> here;

        Switches(Map<Integer, Patch> here) {
            this.here = here;
        }

        @Override
        public void atStart(CodeBuilder code) {
            here.forEach((number, patch) -> {
                if (patch.code() instanceof Patch.Body body) {
                    Label otherwise = code.newLabel();
                    unlessMade(code, number, otherwise);
                    body.code().accept(code);
                    code.labelBinding(otherwise);
                }
            });
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            Label end = null;
            for (Map.Entry<Integer, Patch> patch : here.entrySet()) {
                Consumer<CodeBuilder> other = changed(patch.getValue(), element);
                if (other != null) {
                    end = end == null ? code.newLabel() : end;
                    Label otherwise = code.newLabel();
                    unlessMade(code, patch.getKey(), otherwise);
                    other.accept(code);
                    code.goto_(end).labelBinding(otherwise);
                }
            }
            code.with(element);
            if (end != null) {
                code.labelBinding(end);
            }
        }

        private static @Nullable Consumer<CodeBuilder> changed(Patch patch, CodeElement element) {
            return patch.code() instanceof Patch.Instructions instructions
                    ? instructions.change().of(element)
                    : null;
        }

        private void unlessMade(CodeBuilder code, int number, Label otherwise) {
            planted.add(number);
            code.loadConstant(number).invokestatic(SWITCHES, "isMade", IS_MADE).ifeq(otherwise);
        }
    }
}
