package org.openemr.aws.settings.openemr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openemr.aws.settings.InvalidValueException;
import org.openemr.aws.settings.ValueType;

/**
 * Names and values of OpenEMR's settings: a JSON object, or its text. Values of settings that we know are checked by their type; others are
 * text, numbers or booleans, whose names set-up checks in the version that runs.
 */
public final class Globals implements ValueType<Map<String, String>> {

    public static final Globals GLOBALS = new Globals();

    /** What fits into a parameter of Systems Manager beside the settings that follow from other keys: 4096 characters in all. */
    private static final int MOST_CHARACTERS = 3000;

    /** The table's columns: gl_name 63 characters, gl_value 255. openemr/openemr, sql/database.sql. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}");

    private static final int LONGEST_VALUE = 255;

    /** OpenEMR keeps these encrypted, or should; cdk.json is no place for secrets. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(pass|password|secret|key|token|pin|custid|client_id|safe_key_database)");

    /** What other keys decide. */
    private static final Map<String, String> OF_OTHER_KEYS = Map.ofEntries(
            Map.entry("rest_api", "activate_openemr_apis"),
            Map.entry("rest_fhir_api", "activate_openemr_apis"),
            Map.entry("portal_onsite_two_enable", "enable_patient_portal"),
            Map.entry("rest_portal_api", "enable_patient_portal"),
            Map.entry("portal_onsite_two_address", "enable_patient_portal"),
            Map.entry("site_addr_oath", "site_host_name or route53_domain"));

    /** What {@code configure_ses} decides, when it is on. */
    public static final Set<String> OF_MAIL = Set.of(
            "EMAIL_METHOD",
            "SMTP_HOST",
            "SMTP_PORT",
            "SMTP_SECURE",
            "SMTP_USER",
            "patient_reminder_sender_email",
            "patient_reminder_sender_name",
            "practice_return_email_path");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private Globals() {}

    @Override
    public String name() {
        return "object";
    }

    @Override
    public String accepted() {
        return "an object of names and values of OpenEMR's globals, such as {\"timeout\": 900}";
    }

    @Override
    public Map<String, String> parse(Object raw) throws InvalidValueException {
        var stored = new TreeMap<String, String>();
        for (var entry : object(raw).entrySet()) {
            var name = String.valueOf(entry.getKey());
            try {
                check(name);
                if (stored.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
                    throw new InvalidValueException("is there twice", "write it once");
                }
                if (entry.getValue() == null) {
                    throw new InvalidValueException("has no value", "write one, or leave the name out");
                }
                stored.put(name, stored(name, entry.getValue()));
            } catch (InvalidValueException e) {
                throw new InvalidValueException("%s %s".formatted(name, e.whatIsWrong()), e.remedy());
            }
        }
        if (stored.toString().length() > MOST_CHARACTERS) {
            throw new InvalidValueException(
                    "is longer than " + MOST_CHARACTERS + " characters", "leave out what OpenEMR has by default");
        }
        return stored;
    }

    private Map<?, ?> object(Object raw) throws InvalidValueException {
        if (raw instanceof Map<?, ?> map) {
            return map;
        }
        try {
            var object = JSON.readTree(raw.toString());
            if (object.isObject()) {
                return JSON.convertValue(object, OBJECT);
            }
        } catch (JsonProcessingException e) {
            // Nor anything else in JSON.
        }
        throw new InvalidValueException("is no object", "write " + accepted());
    }

    private static void check(String name) throws InvalidValueException {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidValueException(
                    "is no name of a setting", "write its name in the table globals: letters, digits, _ and -");
        }
        var asOpenEmrWritesIt = spelled(name);
        if (asOpenEmrWritesIt.isPresent() && !asOpenEmrWritesIt.get().equals(name)) {
            throw new InvalidValueException("is not spelled as OpenEMR does", "write " + asOpenEmrWritesIt.get());
        }
        if (OF_OTHER_KEYS.containsKey(name)) {
            throw new InvalidValueException("is decided by another key", "set " + OF_OTHER_KEYS.get(name));
        }
        if (KnownGlobals.find(name).isEmpty() && SECRET.matcher(name).matches()) {
            throw new InvalidValueException(
                    "is a secret, which OpenEMR keeps encrypted", "enter it in OpenEMR, under Administration, Config");
        }
    }

    /** The database compares names without regard to case, so that another spelling would be the same setting. */
    private static Optional<String> spelled(String name) {
        return Stream.of(
                        KnownGlobals.ALL.stream().map(KnownGlobal::name),
                        OF_OTHER_KEYS.keySet().stream(),
                        OF_MAIL.stream())
                .flatMap(names -> names)
                .filter(name::equalsIgnoreCase)
                .findFirst();
    }

    private static String stored(String name, Object raw) throws InvalidValueException {
        var known = KnownGlobals.find(name);
        var text = known.isPresent() ? known.get().stored(raw) : text(raw);
        if (text.length() > LONGEST_VALUE || text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(
                    "has a value that does not fit",
                    "write one line of at most %d characters".formatted(LONGEST_VALUE));
        }
        return text;
    }

    private static String text(Object raw) throws InvalidValueException {
        if (raw instanceof Boolean yes) {
            return yes ? "1" : "0";
        }
        if (raw instanceof String || raw instanceof Number) {
            return raw.toString();
        }
        throw new InvalidValueException("is neither text, number nor boolean", "write one of them");
    }

    @Override
    public Map<String, Object> jsonSchema() {
        var properties = new LinkedHashMap<String, Object>();
        KnownGlobals.ALL.forEach(known -> {
            var schema = new LinkedHashMap<>(known.type().jsonSchema());
            schema.put("description", known.effect());
            properties.put(known.name(), schema);
        });
        return Map.of(
                "type",
                "object",
                "properties",
                properties,
                "additionalProperties",
                Map.of("type", List.of("string", "number", "boolean")));
    }
}
