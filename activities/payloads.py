"""Temporal payloads are encrypted with AES-256-GCM under a key derived from the master key."""

import dataclasses
import os
from collections.abc import Sequence

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import (
    DataConverter,
    DefaultFailureConverterWithEncodedAttributes,
    PayloadCodec,
)

from store.person_keys import derive

ENCODING = b"binary/tanjian-aes-gcm"
NONCE_BYTES = 12


class EncryptingCodec(PayloadCodec):
    """Encrypts whole payloads; the key's fingerprint goes beside, so that a wrong key says so."""

    def __init__(self, master_key: bytes) -> None:
        self._cipher = AESGCM(derive(master_key, b"temporal-payloads"))
        self._key_id = derive(master_key, b"temporal-payloads-id")[:8].hex().encode()

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Each payload, encrypted."""
        return [self._encrypt(payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Each payload, decrypted; those of another encoding as they are."""
        return [self._decrypt(payload) for payload in payloads]

    def _encrypt(self, payload: Payload) -> Payload:
        nonce = os.urandom(NONCE_BYTES)
        data = nonce + self._cipher.encrypt(nonce, payload.SerializeToString(), ENCODING)
        return Payload(metadata={"encoding": ENCODING, "key-id": self._key_id}, data=data)

    def _decrypt(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") != ENCODING:
            return payload
        if payload.metadata.get("key-id") != self._key_id:
            raise ValueError("a Temporal payload was encrypted under another master key")
        nonce, data = payload.data[:NONCE_BYTES], payload.data[NONCE_BYTES:]
        return Payload.FromString(self._cipher.decrypt(nonce, data, ENCODING))


def data_converter(master_key: bytes | None) -> DataConverter:
    """Typed payloads, encrypted when a key is given (recorded histories for replay tests are not)."""
    if master_key is None:
        return pydantic_data_converter
    return dataclasses.replace(
        pydantic_data_converter,
        payload_codec=EncryptingCodec(master_key),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )
