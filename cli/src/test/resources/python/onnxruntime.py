"""Stands in for onnxruntime where it is not installed: hands each run to the ONNX Runtime of the test's JVM."""

import os
import socket
import struct
from types import SimpleNamespace

import numpy as np

TYPES = {1: "<f4", 7: "<i8"}  # as ONNX counts them


class InferenceSession:
    def __init__(self, path, providers=None):
        self.stream = socket.create_connection(("127.0.0.1", int(os.environ["SOTTO_ONNX_PORT"]))).makefile("rwb")
        self.text(path)
        self.stream.flush()
        self.inputs, self.outputs = self.values(), self.values()
        self.metadata = {self.read_text(): self.read_text() for _ in range(self.number())}

    def get_inputs(self):
        return self.inputs

    def get_outputs(self):
        return self.outputs

    def get_modelmeta(self):
        return SimpleNamespace(custom_metadata_map=self.metadata)

    def run(self, names, feeds):
        self.stream.write(struct.pack(">i", len(feeds)))
        for name, array in feeds.items():
            self.text(name)
            kind = {"f": 1, "i": 7}[array.dtype.kind]
            self.stream.write(struct.pack(">ii", kind, array.ndim) + struct.pack(f">{array.ndim}i", *array.shape))
            self.stream.write(np.ascontiguousarray(array, TYPES[kind]).tobytes())
        self.stream.flush()
        results = {}
        for _ in self.outputs:
            name, kind = self.read_text(), self.number()
            shape = [self.number() for _ in range(self.number())]
            data = self.stream.read(int(np.prod(shape)) * (4 if kind == 1 else 8))
            results[name] = np.frombuffer(data, TYPES[kind]).reshape(shape)
        return [results[name] for name in names]

    def values(self):
        values = [
            SimpleNamespace(name=self.read_text(), shape=[self.number() for _ in range(self.number())])
            for _ in range(self.number())
        ]
        return values

    def number(self):
        return struct.unpack(">i", self.stream.read(4))[0]

    def text(self, text):
        data = text.encode()
        self.stream.write(struct.pack(">i", len(data)) + data)

    def read_text(self):
        return self.stream.read(self.number()).decode()
